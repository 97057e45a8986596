/** How the record is read: by stream, by position, and as it grows. */
@NullMarked
package io.minutebook.kernel.log;

import org.jspecify.annotations.NullMarked;
