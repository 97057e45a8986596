/** Rules of what hosts allow. */
@NullMarked
package io.minutebook.command.policy;

import org.jspecify.annotations.NullMarked;
