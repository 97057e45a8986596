/** What a meeting looks like: plan, status, people, rooms and policy, and the list of meetings. */
@NullMarked
package io.minutebook.query.meeting;

import org.jspecify.annotations.NullMarked;
