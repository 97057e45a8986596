/** Who asks: bearer tokens, and what may be asked without one. */
@NullMarked
package io.minutebook.api.security;

import org.jspecify.annotations.NullMarked;
