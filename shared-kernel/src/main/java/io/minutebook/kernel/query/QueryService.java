package io.minutebook.kernel.query;

import io.minutebook.kernel.Rejection;

/** Answers questions. Blocks on storage; safe for use by many threads. */
public interface QueryService {

    /**
     * The answer to {@code query}, as new as the log was when asked.
     *
     * @throws Rejection where the caller may not know, or there is no such meeting
     */
    <R> R answer(MeetingQuery<R> query) throws Rejection;
}
