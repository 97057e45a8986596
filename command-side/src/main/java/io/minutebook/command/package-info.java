/** The write side: the one aggregate of a meeting, which only routes to the rules. */
@NullMarked
package io.minutebook.command;

import org.jspecify.annotations.NullMarked;
