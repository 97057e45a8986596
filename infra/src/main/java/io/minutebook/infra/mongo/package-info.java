/** The way to a MongoDB replica set. */
@NullMarked
package io.minutebook.infra.mongo;

import org.jspecify.annotations.NullMarked;
