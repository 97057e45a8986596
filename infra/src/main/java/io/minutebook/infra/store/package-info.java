/** Documents on embedded SQLite. */
@NullMarked
package io.minutebook.infra.store;

import org.jspecify.annotations.NullMarked;
