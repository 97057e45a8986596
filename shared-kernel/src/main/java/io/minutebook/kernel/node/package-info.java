/** What the nodes on one store know of each other, and how they share out work. */
@NullMarked
package io.minutebook.kernel.node;

import org.jspecify.annotations.NullMarked;
