/** Rules of breakout rooms. */
@NullMarked
package io.minutebook.command.breakout;

import org.jspecify.annotations.NullMarked;
