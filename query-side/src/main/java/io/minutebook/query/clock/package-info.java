/** What will happen by itself, and when. */
@NullMarked
package io.minutebook.query.clock;

import org.jspecify.annotations.NullMarked;
