/** The read side: answers every question about meetings, as new as the log. */
@NullMarked
package io.minutebook.query;

import org.jspecify.annotations.NullMarked;
