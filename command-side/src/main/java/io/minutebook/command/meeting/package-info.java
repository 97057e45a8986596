/** Rules of a meeting's way from creation to end. */
@NullMarked
package io.minutebook.command.meeting;

import org.jspecify.annotations.NullMarked;
