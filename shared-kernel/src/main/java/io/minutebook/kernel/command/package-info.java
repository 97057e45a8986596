/** Intentions: what people ask of a meeting, and what they are answered. */
@NullMarked
package io.minutebook.kernel.command;

import org.jspecify.annotations.NullMarked;
