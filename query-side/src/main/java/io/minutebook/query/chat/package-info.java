/** What was said, for those who may read it. */
@NullMarked
package io.minutebook.query.chat;

import org.jspecify.annotations.NullMarked;
