/** The event log on embedded SQLite, for one node. */
@NullMarked
package io.minutebook.infra.eventlog.sqlite;

import org.jspecify.annotations.NullMarked;
