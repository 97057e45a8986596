package io.minutebook.kernel.query;

import io.minutebook.kernel.Rejection;

/** Answers questions. Blocks on storage; safe for use by many threads. */
public interface QueryService {

    /**
     * The answer to {@code query}, as new as the log was when asked.
     *
     * @throws Rejection where the caller may not know, or there is no such thing
     */
    <R> R answer(Query<R> query) throws Rejection;
}
