/** Which sessions are held by a live connection on any node, and the end of those that are lost. */
@NullMarked
package io.minutebook.infra.presence;

import org.jspecify.annotations.NullMarked;
