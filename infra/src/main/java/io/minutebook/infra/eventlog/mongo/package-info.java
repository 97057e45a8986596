/**
 * The event log on a MongoDB replica set, shared by any number of nodes. A commit is a document
 * whose {@code _id} is the position of its first event; the next one's follows from it, so that of
 * two nodes that append at once one finds the place taken.
 */
@NullMarked
package io.minutebook.infra.eventlog.mongo;

import org.jspecify.annotations.NullMarked;
