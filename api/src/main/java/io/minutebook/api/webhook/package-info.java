/** Webhooks: their routes, what is sent to them, and where it may be sent. */
@NullMarked
package io.minutebook.api.webhook;

import org.jspecify.annotations.NullMarked;
