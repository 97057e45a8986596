/** What everything on SQLite has in common. */
@NullMarked
package io.minutebook.infra.sqlite;

import org.jspecify.annotations.NullMarked;
