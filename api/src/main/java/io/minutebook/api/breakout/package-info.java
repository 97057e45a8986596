/** Routes of breakout rooms. */
@NullMarked
package io.minutebook.api.breakout;

import org.jspecify.annotations.NullMarked;
