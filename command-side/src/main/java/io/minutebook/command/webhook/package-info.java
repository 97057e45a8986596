/** Where word of meetings is sent: what may be done to a webhook, and when. */
@NullMarked
package io.minutebook.command.webhook;

import org.jspecify.annotations.NullMarked;
