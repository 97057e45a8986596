/** Rules of coming, going and being seen. */
@NullMarked
package io.minutebook.command.participant;

import org.jspecify.annotations.NullMarked;
