/** Rules of the waiting room. */
@NullMarked
package io.minutebook.command.lobby;

import org.jspecify.annotations.NullMarked;
