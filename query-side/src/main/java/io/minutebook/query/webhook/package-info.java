/** Webhooks as they are, and what was sent to them. */
@NullMarked
package io.minutebook.query.webhook;

import org.jspecify.annotations.NullMarked;
