package io.minutebook.query.view;

/** A view that holds events its log does not have: the files do not belong together. */
public final class ViewAheadException extends RuntimeException {

    ViewAheadException(String view, long position, long head) {
        super(
                "the view "
                        + view
                        + " is at position "
                        + position
                        + ", ahead of the log, which ends at "
                        + head
                        + "; restore log and state together, or delete the views file");
    }
}
