/** Rules of the chat. */
@NullMarked
package io.minutebook.command.chat;

import org.jspecify.annotations.NullMarked;
