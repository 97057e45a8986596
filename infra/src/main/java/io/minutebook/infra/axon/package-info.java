/** Axon's command bus and repositories on this product's event log. */
@NullMarked
package io.minutebook.infra.axon;

import org.jspecify.annotations.NullMarked;
