package io.minutebook.command.state;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.JOINED_AT;
import static io.minutebook.command.given.AMeeting.inProgress;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.command.given.PolicyBuilder;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantJoined;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The estimate of a state's size, held to what the heap grows by. */
class FootprintTest {

    private static final int BYTES_MEASURED = 40_000_000;

    @Test
    void ofASmallMeetingIsNearWhatItTakes() {
        assertNear(with(1, "u"));
    }

    @Test
    void ofACrowdWithLongIdsIsNearWhatItTakes() {
        assertNear(with(500, "a-user-id-of-no-more-than-sixty-characters-made-by-others-"));
    }

    @Test
    void ofSeveralSessionsEachIsNearWhatItTakes() {
        AMeeting meeting = with(100, "user-");
        for (int i = 0; i < 100; i++) {
            for (int more = 0; more < 10; more++) {
                meeting.session(new UserId("user-" + i), ConnectionId.next());
            }
        }
        assertNear(meeting);
    }

    @Test
    void ofRoomsAndPolicyIsNearWhatItTakes() {
        AMeeting meeting = with(200, "user-");
        RoomId room = RoomId.next();
        UserId[] people =
                IntStream.range(0, 200)
                        .mapToObj(i -> new UserId("user-" + i))
                        .toArray(UserId[]::new);
        meeting.rooms(AMeeting.room(room, null)).assigned(room, people);
        meeting.under(PolicyBuilder.policy().blocking(people));
        for (UserId user : people) {
            meeting.withCoHost(user);
        }
        assertNear(meeting);
    }

    @Test
    void ofManyMessagesIsNearWhatItTakes() {
        AMeeting meeting = with(3, "user-");
        for (int i = 0; i < 20_000; i++) {
            meeting.said(new UserId("user-" + i % 3), MessageId.next());
        }
        assertNear(meeting);
    }

    private static AMeeting with(int people, String prefix) {
        AMeeting meeting = inProgress();
        for (int i = 0; i < people; i++) {
            UserId user = new UserId(prefix + i);
            meeting.and(
                    new ParticipantJoined(
                            ID,
                            JOINED_AT,
                            user,
                            ParticipantId.next(),
                            user,
                            Role.ATTENDEE,
                            ConnectionId.next(),
                            true,
                            true,
                            false,
                            null,
                            null,
                            null,
                            null));
        }
        return meeting;
    }

    /** As many copies as make the noise of everything else small. */
    private static void assertNear(AMeeting meeting) {
        String json = StateJson.MAPPER.writeValueAsString(meeting.state());
        int copies = (int) (BYTES_MEASURED / meeting.state().estimatedBytes()) + 1;
        long before = used();
        List<MeetingState> held = new ArrayList<>(copies);
        long estimated = 0;
        for (int i = 0; i < copies; i++) {
            MeetingState state = StateJson.MAPPER.readValue(json, MeetingState.class);
            held.add(state);
            estimated += state.estimatedBytes();
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
