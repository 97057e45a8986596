package io.minutebook.kernel.log;

/** Tells how the log and those that follow it stand. Blocks on storage, as {@link EventHistory}. */
@FunctionalInterface
public interface LogProgress {

    LogStatus now();
}
