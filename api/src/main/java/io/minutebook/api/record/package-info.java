/** Routes that read the record back. */
@NullMarked
package io.minutebook.api.record;

import org.jspecify.annotations.NullMarked;
