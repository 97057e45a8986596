/**
 * The event log: commits in one dense order, durable before they are acknowledged. Knows nothing of
 * meetings.
 */
@NullMarked
package io.minutebook.infra.eventlog;

import org.jspecify.annotations.NullMarked;
