/** Requests that are sent again because their answer was lost. */
@NullMarked
package io.minutebook.api.idempotency;

import org.jspecify.annotations.NullMarked;
