/** What the rules know of a meeting: immutable, evolved by events alone. */
@NullMarked
package io.minutebook.command.state;

import org.jspecify.annotations.NullMarked;
