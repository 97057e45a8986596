/** Refusals and faults as clients see them. */
@NullMarked
package io.minutebook.api.error;

import org.jspecify.annotations.NullMarked;
