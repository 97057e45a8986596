/** How often somebody may ask. */
@NullMarked
package io.minutebook.api.limit;

import org.jspecify.annotations.NullMarked;
