/** The edge: what every route shares, from reading a body to writing an answer. */
@NullMarked
package io.minutebook.api;

import org.jspecify.annotations.NullMarked;
