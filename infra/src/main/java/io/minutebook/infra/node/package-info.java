/** Nodes that know of each other through the state store, and share out work by it. */
@NullMarked
package io.minutebook.infra.node;

import org.jspecify.annotations.NullMarked;
