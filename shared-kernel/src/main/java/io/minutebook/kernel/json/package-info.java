/** The one way JSON is read and written. */
@NullMarked
package io.minutebook.kernel.json;

import org.jspecify.annotations.NullMarked;
