package io.minutebook.query.meeting;

import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Cast.HANNA;
import static io.minutebook.query.given.Cast.INGRID;
import static io.minutebook.query.given.Cast.caller;
import static io.minutebook.query.given.Refusals.refusalOf;
import static io.minutebook.query.given.Story.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.query.MeetingDetails;
import io.minutebook.kernel.query.MeetingQuery.FindMeetings;
import io.minutebook.kernel.query.Page;
import io.minutebook.query.given.MemoryDocuments;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import io.minutebook.query.view.RunningView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeetingListTest {

    private static final Instant NINE = Instant.parse("2024-02-01T09:00:00Z");
    private static final Instant TEN = Instant.parse("2024-02-01T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2024-02-01T11:00:00Z");

    private final MemoryLog log = new MemoryLog();
    private final MemoryDocuments views = new MemoryDocuments();
    private final RunningView view = RunningView.of(new MeetingsView(), log, views);
    private final MeetingList list = new MeetingList(log, view.kept());

    @Nested
    class Holds {

        @Test
        void whatSomebodyCreatedHostsIsInvitedToOrJoined() throws Rejection {
            Story story = scheduled(log).started().joined(BOB).left(BOB).waiting(DAVE);

            assertThat(ids(ALICE)).containsExactly(story.id());
            assertThat(ids(HANNA)).containsExactly(story.id());
            assertThat(ids(INGRID)).containsExactly(story.id());
            assertThat(ids(BOB)).containsExactly(story.id());
            assertThat(ids(DAVE)).as("who only waited").isEmpty();
            assertThat(ids(EVE)).isEmpty();
        }

        @Test
        void whatSomebodyCreatedThoughTheyAreNoHostAnyMore() throws Rejection {
            Story story = scheduled(log).role(ALICE, Role.ATTENDEE);

            assertThat(ids(ALICE)).containsExactly(story.id());
        }

        @Test
        void meetingsAsTheyStand() throws Rejection {
            Story story = scheduled(log).started().joined(BOB).ended();

            assertThat(find(query(BOB)).items()).containsExactly(Views.of(log, story).details());
        }
    }

    @Nested
    class Filters {

        private final Story nine = scheduled(log, ALICE, NINE);
        private final Story ten = scheduled(log, ALICE, TEN).started();
        private final Story unplanned = scheduled(log, ALICE, null);

        @Test
        void byStatus() throws Rejection {
            assertThat(
                            ids(
                                    new FindMeetings(
                                            caller(ALICE),
                                            MeetingStatus.IN_PROGRESS,
                                            null,
                                            null,
                                            50,
                                            null)))
                    .containsExactly(ten.id());
        }

        @Test
        void fromATimeOn() throws Rejection {
            assertThat(ids(between(TEN, null))).containsExactly(ten.id());
            assertThat(ids(between(NINE, null))).containsExactly(ten.id(), nine.id());
        }

        @Test
        void upToATime() throws Rejection {
            assertThat(ids(between(null, TEN))).containsExactly(nine.id());
            assertThat(ids(between(null, ELEVEN))).containsExactly(ten.id(), nine.id());
            assertThat(ids(between(NINE, TEN))).containsExactly(nine.id());
        }

        @Test
        void byNoTimeTheUnplannedToo() throws Rejection {
            assertThat(ids(ALICE)).containsExactlyInAnyOrder(nine.id(), ten.id(), unplanned.id());
        }

        @Test
        void byTimesThatAreTooFarOffToCount() throws Rejection {
            assertThat(ids(between(Instant.MIN, Instant.MAX))).containsExactly(ten.id(), nine.id());
            assertThat(ids(between(Instant.MAX, null))).isEmpty();
        }

        private static FindMeetings between(Instant from, Instant to) {
            return new FindMeetings(caller(ALICE), null, from, to, 50, null);
        }
    }

    @Test
    void putsTheLatestFirst() throws Rejection {
        Story ten = scheduled(log, ALICE, TEN);
        Story eleven = scheduled(log, ALICE, ELEVEN);
        Story nine = scheduled(log, ALICE, NINE);
        Story created = scheduled(log, ALICE, null);

        assertThat(ids(ALICE)).containsExactly(eleven.id(), ten.id(), nine.id(), created.id());
    }

    @Test
    void holdsAMeetingScheduledForTheEndOfTime() throws Rejection {
        Story last = scheduled(log, ALICE, Instant.MAX);
        Story ten = scheduled(log, ALICE, TEN);

        assertThat(ids(ALICE)).containsExactly(last.id(), ten.id());
    }

    @Nested
    class Pages {

        @Test
        void followOneAnotherAlsoWhereStartsAreEqual() throws Rejection {
            List<MeetingId> expected = new ArrayList<>();
            for (Instant start : List.of(NINE, TEN, TEN, TEN, ELEVEN)) {
                expected.add(scheduled(log, ALICE, start).id());
            }
            Collections.reverse(expected);

            assertThat(throughPages(2)).isEqualTo(expected);
            assertThat(throughPages(1)).isEqualTo(expected);
        }

        @Test
        void neitherSkipNorRepeatWhileOthersCome() throws Rejection {
            Story nine = scheduled(log, ALICE, NINE);
            Story ten = scheduled(log, ALICE, TEN);
            Page<MeetingDetails> first = find(page(1, null));

            scheduled(log, ALICE, ELEVEN);

            assertThat(first.items())
                    .extracting(MeetingDetails::meetingId)
                    .containsExactly(ten.id());
            assertThat(ids(page(1, first.nextCursor()))).containsExactly(nine.id());
        }

        @Test
        void endWithoutACursor() throws Rejection {
            scheduled(log, ALICE, NINE);
            scheduled(log, ALICE, TEN);

            assertThat(find(page(2, null)).nextCursor()).isNull();
            assertThat(find(page(1, null)).nextCursor()).isNotNull();
        }

        @Test
        void lookOnForWhatTheFilterLeaves() throws Rejection {
            Story wanted = scheduled(log, ALICE, NINE).started();
            for (int i = 0; i < 450; i++) {
                scheduled(log, ALICE, TEN);
            }

            assertThat(
                            ids(
                                    new FindMeetings(
                                            caller(ALICE),
                                            MeetingStatus.IN_PROGRESS,
                                            null,
                                            null,
                                            1,
                                            null)))
                    .containsExactly(wanted.id());
        }

        @Test
        void refuseACursorThatIsNone() {
            assertThat(refusalOf(() -> list.find(page(1, "garbage")))).isEqualTo(VALIDATION_FAILED);
        }

        private List<MeetingId> throughPages(int size) throws Rejection {
            List<MeetingId> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page<MeetingDetails> page = find(page(size, cursor));
                page.items().forEach(meeting -> seen.add(meeting.meetingId()));
                cursor = page.nextCursor();
            } while (cursor != null);
            return seen;
        }

        private static FindMeetings page(int limit, String cursor) {
            return new FindMeetings(caller(ALICE), null, null, null, limit, cursor);
        }
    }

    private List<MeetingId> ids(UserId user) throws Rejection {
        return ids(query(user));
    }

    private List<MeetingId> ids(FindMeetings query) throws Rejection {
        return find(query).items().stream().map(MeetingDetails::meetingId).toList();
    }

    private Page<MeetingDetails> find(FindMeetings query) throws Rejection {
        log.deliver();
        return list.find(query);
    }

    private static FindMeetings query(UserId user) {
        return new FindMeetings(caller(user), null, null, null, 50, null);
    }
}
