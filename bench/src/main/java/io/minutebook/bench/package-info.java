/** Measurements beside the alternatives, in one run. */
@NullMarked
package io.minutebook.bench;

import org.jspecify.annotations.NullMarked;
