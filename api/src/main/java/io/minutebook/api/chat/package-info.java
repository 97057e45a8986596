/** Routes of the chat. */
@NullMarked
package io.minutebook.api.chat;

import org.jspecify.annotations.NullMarked;
