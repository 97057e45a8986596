/** Questions about meetings, and the shapes of their answers. */
@NullMarked
package io.minutebook.kernel.query;

import org.jspecify.annotations.NullMarked;
