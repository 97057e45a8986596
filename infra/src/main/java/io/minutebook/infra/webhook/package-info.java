/** Word of meetings on its way to webhooks: planned behind the log, sent, and sent again. */
@NullMarked
package io.minutebook.infra.webhook;

import org.jspecify.annotations.NullMarked;
