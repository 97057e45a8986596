/** What is done to a store rather than with it: checking, copying, rebuilding. */
@NullMarked
package io.minutebook.infra.upkeep;

import org.jspecify.annotations.NullMarked;
