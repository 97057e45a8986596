/** Routes of coming, going and being seen. */
@NullMarked
package io.minutebook.api.participant;

import org.jspecify.annotations.NullMarked;
