/** What caches weigh their entries by. */
@NullMarked
package io.minutebook.kernel.cache;

import org.jspecify.annotations.NullMarked;
