package io.minutebook.query.meeting;

import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Cast.HANNA;
import static io.minutebook.query.given.Cast.INGRID;
import static io.minutebook.query.given.Story.AT;
import static io.minutebook.query.given.Story.CREATED_AT;
import static io.minutebook.query.given.Story.ENDED_AT;
import static io.minutebook.query.given.Story.STARTED_AT;
import static io.minutebook.query.given.Story.inProgress;
import static io.minutebook.query.given.Story.scheduled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingUpdated;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.MeetingDetails;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Policies;
import io.minutebook.query.given.Story;
import io.minutebook.query.given.WholeStory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a meeting is after its events. */
class RoomFoldTest {

    private final MemoryLog log = new MemoryLog();

    @Nested
    class EveryEvent {

        private final Story story = WholeStory.in(log);
        private final List<RecordedEvent> events = log.ofMeeting(story.id(), -1, 1_000);

        @Test
        void isInTheStory() {
            assertThat(WholeStory.missingFrom(log)).isEmpty();
        }

        @Test
        void countsOnceHoweverOftenItComes() {
            RoomView view = null;
            for (RecordedEvent event : events) {
                view = RoomFold.fold(view, event);
                for (RecordedEvent again : events.subList(0, (int) event.sequence() + 1)) {
                    assertThat(RoomFold.fold(view, again)).isSameAs(view);
                }
            }
        }

        @Test
        void movesTheViewToItsPlaceInTheLog() {
            RoomView view = null;
            for (RecordedEvent event : events) {
                view = RoomFold.fold(view, event);
                assertThat(view.seq()).isEqualTo(event.sequence());
                assertThat(view.position()).isEqualTo(event.position());
            }
        }

        @Test
        void leavesTheViewBeforeItAsItWas() {
            List<RoomView> views = new ArrayList<>();
            List<String> written = new ArrayList<>();
            for (RecordedEvent event : events) {
                views.add(
                        RoomFold.fold(views.isEmpty() ? null : views.get(views.size() - 1), event));
                written.add(Json.COMPACT.writeValueAsString(views.get(views.size() - 1)));
            }

            assertThat(views).extracting(Json.COMPACT::writeValueAsString).isEqualTo(written);
        }

        @Test
        void leavesAViewThatIsStoredWhole() {
            RoomView view = null;
            for (RecordedEvent event : events) {
                view = RoomFold.fold(view, event);
                assertThat(
                                Json.COMPACT.readValue(
                                        Json.COMPACT.writeValueAsString(view), RoomView.class))
                        .isEqualTo(view);
            }
        }

        @Test
        void isMissedWhereItIsPassedOver() {
            RoomView view = RoomFold.fold(null, events.get(0));

            assertThatIllegalStateException().isThrownBy(() -> RoomFold.fold(view, events.get(2)));
            assertThatIllegalStateException().isThrownBy(() -> RoomFold.fold(null, events.get(1)));
        }
    }

    @Nested
    class Lifecycle {

        @Test
        void beginsWithThePlan() {
            Story story = scheduled(log);

            assertThat(view(story).details())
                    .isEqualTo(
                            new MeetingDetails(
                                    story.id(),
                                    MeetingStatus.SCHEDULED,
                                    "Board meeting",
                                    "Budget",
                                    null,
                                    null,
                                    "board-1",
                                    List.of(HANNA),
                                    List.of(INGRID),
                                    90,
                                    ALICE,
                                    CREATED_AT,
                                    null,
                                    null));
            assertThat(view(story).policy()).isEqualTo(Policy.DEFAULT);
            assertThat(view(story).passwordId()).isNull();
        }

        @Test
        void changesWhatAnUpdateNames() {
            Instant start = Instant.parse("2024-02-01T10:00:00Z");
            Instant end = Instant.parse("2024-02-01T11:00:00Z");
            Story story = scheduled(log);
            story.and(
                    new MeetingUpdated(
                            story.id(),
                            AT,
                            ALICE,
                            EnumSet.allOf(Field.class),
                            "Annual meeting",
                            "Elections",
                            start,
                            end,
                            List.of(BOB),
                            List.of(DAVE),
                            60));

            MeetingDetails details = view(story).details();

            assertThat(details.title()).isEqualTo("Annual meeting");
            assertThat(details.description()).isEqualTo("Elections");
            assertThat(details.scheduledStart()).isEqualTo(start);
            assertThat(details.scheduledEnd()).isEqualTo(end);
            assertThat(details.hostUserIds()).containsExactly(BOB);
            assertThat(details.invitedUserIds()).containsExactly(DAVE);
            assertThat(details.maxDurationMinutes()).isEqualTo(60);
            assertThat(details.externalId()).isEqualTo("board-1");
            assertThat(details.createdAt()).isEqualTo(CREATED_AT);
        }

        @Test
        void leavesAloneWhatAnUpdateDoesNotName() {
            Story story = scheduled(log);
            MeetingDetails before = view(story).details();

            story.and(update(story, Set.of()));

            assertThat(view(story).details()).isEqualTo(before);
        }

        @Test
        void clearsWhatAnUpdateNamesWithoutAValue() {
            Story story = scheduled(log);
            story.and(update(story, Set.of(Field.DESCRIPTION, Field.MAX_DURATION_MINUTES)));

            assertThat(view(story).details().description()).isNull();
            assertThat(view(story).details().maxDurationMinutes()).isNull();
            assertThat(view(story).details().title()).isEqualTo("Board meeting");
        }

        @Test
        void makesTheNewHostsHostsAndTheOldOnesNot() {
            Story story = scheduled(log);
            story.and(
                    new MeetingUpdated(
                            story.id(),
                            AT,
                            ALICE,
                            Set.of(Field.HOST_USER_IDS),
                            null,
                            null,
                            null,
                            null,
                            List.of(BOB),
                            null,
                            null));

            assertThat(view(story).roleOf(BOB)).isEqualTo(Role.HOST);
            assertThat(view(story).roleOf(ALICE)).isEqualTo(Role.HOST);
            assertThat(view(story).roleOf(HANNA)).isEqualTo(Role.ATTENDEE);
        }

        @Test
        void startsAndEnds() {
            Story story = inProgress(log);
            assertThat(view(story).details().status()).isEqualTo(MeetingStatus.IN_PROGRESS);
            assertThat(view(story).details().startedAt()).isEqualTo(STARTED_AT);

            story.ended();

            assertThat(view(story).details().status()).isEqualTo(MeetingStatus.ENDED);
            assertThat(view(story).details().startedAt()).isEqualTo(STARTED_AT);
            assertThat(view(story).details().endedAt()).isEqualTo(ENDED_AT);
        }

        @Test
        void isCancelled() {
            MeetingDetails details = view(scheduled(log).cancelled()).details();

            assertThat(details.status()).isEqualTo(MeetingStatus.CANCELLED);
            assertThat(details.startedAt()).isNull();
            assertThat(details.endedAt()).isNull();
        }

        @Test
        void endsWithNobodyPresentWaitingOrInARoom() {
            RoomId blue = RoomId.next();
            RoomView ended =
                    view(
                            inProgress(log)
                                    .joined(ALICE, BOB)
                                    .waiting(EVE)
                                    .rooms(blue)
                                    .assigned(blue, BOB)
                                    .ended());

            assertThat(ended.active()).isZero();
            assertThat(ended.attendance()).isEqualTo(2);
            assertThat(ended.waiting()).isEmpty();
            assertThat(ended.rooms()).isEmpty();
            assertThat(ended.peopleIn(blue)).isZero();
        }

        private static MeetingEvent update(Story story, Set<Field> changed) {
            return new MeetingUpdated(
                    story.id(), AT, ALICE, changed, null, null, null, null, null, null, null);
        }
    }

    @Test
    void takesThePolicyAndThePasswordInForce() {
        RoomView view = view(inProgress(log).under(Policies.WITHOUT_CAMERAS, "password-1"));

        assertThat(view.policy()).isEqualTo(Policies.WITHOUT_CAMERAS);
        assertThat(view.passwordId()).isEqualTo("password-1");
    }

    private RoomView view(Story story) {
        return Views.of(log, story);
    }
}
