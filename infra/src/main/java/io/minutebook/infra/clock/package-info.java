/** Sees to it that what is due happens. */
@NullMarked
package io.minutebook.infra.clock;

import org.jspecify.annotations.NullMarked;
