package io.minutebook.command.state;

import static io.minutebook.kernel.cache.HeapSize.MAP_ENTRY;
import static io.minutebook.kernel.cache.HeapSize.OBJECT;
import static io.minutebook.kernel.cache.HeapSize.REFERENCE;
import static io.minutebook.kernel.cache.HeapSize.id;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.cache.HeapSize;
import java.util.Collection;

/** What a meeting's state takes of the heap, by counting what can be many. */
final class Footprint {

    /** A meeting without anybody: its records, ids, times and empty collections. */
    private static final long BASE = 1_024;

    /** A ULID in one of our own types. */
    private static final long ULID = OBJECT + 72;

    private Footprint() {}

    static long of(MeetingState state) {
        return BASE
                + keys(state.roles().keySet())
                + of(state.people())
                + of(state.rooms())
                + ids(state.policy().blockedUsers())
                + state.policy().allowedDomains().stream().mapToLong(HeapSize::id).sum()
                + state.messages().bytes();
    }

    private static long of(People people) {
        long bytes = REFERENCE * people.waiting().size();
        for (Person person : people.byUser().values()) {
            bytes += MAP_ENTRY + id(person.userId().value()) + ULID + 4 * OBJECT;
            for (Person.Session session : person.sessions()) {
                bytes += 2 * OBJECT + id(session.connectionId().value());
            }
        }
        return bytes;
    }

    private static long of(Rooms rooms) {
        return rooms.open().size() * (ULID + 2 * OBJECT)
                + keys(rooms.placeOf().keySet())
                + keys(rooms.lastIn().keySet());
    }

    private static long keys(Collection<UserId> users) {
        return MAP_ENTRY * users.size() + ids(users);
    }

    private static long ids(Collection<UserId> users) {
        return users.stream().mapToLong(user -> id(user.value())).sum();
    }
}
