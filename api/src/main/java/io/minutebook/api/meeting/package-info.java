/** Routes of a meeting's way from creation to end. */
@NullMarked
package io.minutebook.api.meeting;

import org.jspecify.annotations.NullMarked;
