/** Tokens for LiveKit rooms. */
@NullMarked
package io.minutebook.api.media;

import org.jspecify.annotations.NullMarked;
