/** What is known of what was sent to webhooks. */
@NullMarked
package io.minutebook.kernel.webhook;

import org.jspecify.annotations.NullMarked;
