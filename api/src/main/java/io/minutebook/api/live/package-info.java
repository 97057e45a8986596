/** The live stream over WebSocket. */
@NullMarked
package io.minutebook.api.live;

import org.jspecify.annotations.NullMarked;
