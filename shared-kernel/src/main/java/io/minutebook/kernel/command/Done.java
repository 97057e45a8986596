package io.minutebook.kernel.command;

/** The answer of a command that has nothing to say but that it is in the record. */
public enum Done {
    DONE
}
