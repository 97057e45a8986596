/** Rules of what happens by itself, because its time has come. */
@NullMarked
package io.minutebook.command.clock;

import org.jspecify.annotations.NullMarked;
