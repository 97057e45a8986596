package io.minutebook.kernel.query;

import io.minutebook.kernel.Caller;

/**
 * A question. Answers hold everything acknowledged before it.
 *
 * @param <R> what it is answered with
 */
public sealed interface Query<R> permits MeetingQuery, WebhookQuery {

    Caller by();
}
