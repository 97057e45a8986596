/** What only the dev mode answers. */
@NullMarked
package io.minutebook.api.dev;

import org.jspecify.annotations.NullMarked;
