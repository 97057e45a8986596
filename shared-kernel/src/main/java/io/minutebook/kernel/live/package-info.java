/** What all nodes together know of live connections. */
@NullMarked
package io.minutebook.kernel.live;

import org.jspecify.annotations.NullMarked;
