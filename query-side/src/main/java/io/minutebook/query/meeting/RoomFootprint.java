package io.minutebook.query.meeting;

import static io.minutebook.kernel.cache.HeapSize.MAP_ENTRY;
import static io.minutebook.kernel.cache.HeapSize.OBJECT;
import static io.minutebook.kernel.cache.HeapSize.id;
import static io.minutebook.kernel.cache.HeapSize.text;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.cache.HeapSize;
import java.util.List;

/** What a meeting takes of the heap as it is shown, by counting what can be many. */
final class RoomFootprint {

    /** A meeting without anybody: its records, ids, times and empty collections. */
    private static final long BASE = 1_024;

    /** A ULID in one of our own types. */
    private static final long ULID = OBJECT + 72;

    private RoomFootprint() {}

    /** In bytes, within a factor of two. */
    static int of(RoomView view) {
        long bytes =
                BASE
                        + text(view.details().title())
                        + text(view.details().description())
                        + ids(view.details().hostUserIds())
                        + ids(view.details().invitedUserIds())
                        + ids(view.policy().blockedUsers())
                        + view.policy().allowedDomains().stream().mapToLong(HeapSize::id).sum();
        for (String user : view.roles().keySet()) {
            bytes += MAP_ENTRY + id(user);
        }
        for (PersonView person : view.people().values()) {
            bytes += of(person);
        }
        for (RoomView.NamedRoom room : view.rooms()) {
            bytes += ULID + 3 * OBJECT + text(room.name()) + text(room.description());
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static long of(PersonView person) {
        long bytes =
                MAP_ENTRY
                        + 2 * id(person.userId().value())
                        + ULID
                        + 4 * OBJECT
                        + text(person.userName())
                        + text(person.deviceType());
        if (person.room() != null) {
            bytes += ULID;
        }
        return bytes + person.sessions().stream().mapToLong(session -> id(session.value())).sum();
    }

    private static long ids(List<UserId> users) {
        return users.stream().mapToLong(user -> id(user.value())).sum();
    }
}
