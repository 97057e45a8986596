package io.minutebook.query.meeting;

import static io.minutebook.query.given.Story.inProgress;
import static io.minutebook.query.given.Story.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.json.Json;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Policies;
import io.minutebook.query.given.Story;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The estimate of a view's size, held to what the heap grows by. */
class RoomFootprintTest {

    private static final int BYTES_MEASURED = 40_000_000;

    private final MemoryLog log = new MemoryLog();

    @Test
    void ofAPlannedMeetingIsNearWhatItTakes() {
        assertNear(scheduled(log));
    }

    @Test
    void ofACrowdIsNearWhatItTakes() {
        assertNear(inProgress(log).joined(people(500)));
    }

    @Test
    void ofRoomsAndPolicyIsNearWhatItTakes() {
        RoomId room = RoomId.next();
        UserId[] people = people(200);
        assertNear(
                inProgress(log)
                        .joined(people)
                        .under(Policies.blocking(people), null)
                        .rooms(room)
                        .assigned(room, people));
    }

    private static UserId[] people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new UserId("a-user-of-some-name-" + i))
                .toArray(UserId[]::new);
    }

    /** As many copies as make the noise of everything else small. */
    private void assertNear(Story story) {
        RoomView view = Views.of(log, story);
        String json = Json.COMPACT.writeValueAsString(view);
        int copies = BYTES_MEASURED / RoomFootprint.of(view) + 1;
        long before = used();
        List<RoomView> held = new ArrayList<>(copies);
        long estimated = 0;
        for (int i = 0; i < copies; i++) {
            RoomView copy = Json.COMPACT.readValue(json, RoomView.class);
            held.add(copy);
            estimated += RoomFootprint.of(copy);
        }
        long measured = used() - before;
        assertThat(held).hasSize(copies);
        assertThat((double) estimated / measured)
                .as("%s estimated, %s measured", estimated / copies, measured / copies)
                .isBetween(0.5, 2.0);
    }

    private static long used() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used =
                    Math.min(
                            used,
                            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
