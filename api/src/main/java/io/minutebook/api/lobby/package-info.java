/** Routes of the waiting room. */
@NullMarked
package io.minutebook.api.lobby;

import org.jspecify.annotations.NullMarked;
