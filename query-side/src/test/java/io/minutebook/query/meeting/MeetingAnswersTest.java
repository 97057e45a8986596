package io.minutebook.query.meeting;

import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Cast.HANNA;
import static io.minutebook.query.given.Cast.INGRID;
import static io.minutebook.query.given.Cast.auditor;
import static io.minutebook.query.given.Cast.caller;
import static io.minutebook.query.given.Refusals.refusalOf;
import static io.minutebook.query.given.Story.AT;
import static io.minutebook.query.given.Story.ENDED_AT;
import static io.minutebook.query.given.Story.STARTED_AT;
import static io.minutebook.query.given.Story.inProgress;
import static io.minutebook.query.given.Story.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.Flags;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomsOpened;
import io.minutebook.kernel.query.MediaRights;
import io.minutebook.kernel.query.MeetingQuery.GetParticipants;
import io.minutebook.kernel.query.OpenRoom;
import io.minutebook.kernel.query.Page;
import io.minutebook.kernel.query.PresentPerson;
import io.minutebook.kernel.query.Snapshot;
import io.minutebook.kernel.query.StatusReport;
import io.minutebook.kernel.query.WaitingPerson;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Policies;
import io.minutebook.query.given.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeetingAnswersTest {

    private final MemoryLog log = new MemoryLog();

    @Nested
    class Status {

        @Test
        void countsPeopleNowAndEver() {
            Story story = inProgress(log).joined(ALICE, BOB, DAVE).left(DAVE).waiting(EVE);

            assertThat(status(story))
                    .isEqualTo(
                            new StatusReport(
                                    story.id(),
                                    MeetingStatus.IN_PROGRESS,
                                    true,
                                    STARTED_AT,
                                    null,
                                    3,
                                    false,
                                    2));
        }

        @Test
        void isActiveOnlyWhileInProgress() {
            assertThat(status(scheduled(log)).isActive()).isFalse();
            assertThat(status(scheduled(log).cancelled()).isActive()).isFalse();
        }

        @Test
        void keepsTheAttendanceAfterTheEnd() {
            Story story = inProgress(log).joined(ALICE, BOB).ended();

            assertThat(status(story))
                    .isEqualTo(
                            new StatusReport(
                                    story.id(),
                                    MeetingStatus.ENDED,
                                    false,
                                    STARTED_AT,
                                    ENDED_AT,
                                    2,
                                    false,
                                    0));
        }

        private StatusReport status(Story story) {
            return MeetingAnswers.status(view(story));
        }
    }

    @Nested
    class Participants {

        @Test
        void areThosePresentAsTheyShowThemselves() throws Rejection {
            Story story =
                    inProgress(log)
                            .joined(ALICE, BOB)
                            .showing(new Flags(false, false, true, true), BOB)
                            .waiting(DAVE)
                            .left(ALICE);

            assertThat(page(story, 1_000, null).items())
                    .containsExactly(
                            new PresentPerson(
                                    story.participantId(BOB),
                                    BOB,
                                    "Name of bob",
                                    Role.ATTENDEE,
                                    "joined",
                                    false,
                                    false,
                                    true,
                                    true,
                                    AT,
                                    "desktop"));
        }

        @Test
        void haveTheRoleOfNow() throws Rejection {
            Story story = inProgress(log).joined(ALICE, BOB).role(BOB, Role.CO_HOST);

            assertThat(page(story, 1_000, null).items())
                    .extracting(PresentPerson::role)
                    .containsExactly(Role.HOST, Role.CO_HOST);
        }

        @Test
        void comeInPagesWithoutGapOrRepetition() throws Rejection {
            List<UserId> crowd =
                    IntStream.range(0, 7).mapToObj(i -> new UserId("user-" + i)).toList();
            Story story = inProgress(log).joined(crowd.toArray(UserId[]::new));
            List<UserId> seen = new ArrayList<>();

            Page<PresentPerson> page = page(story, 3, null);
            seen.addAll(users(page));
            story.left(crowd.get(0)).left(crowd.get(3)).joined(crowd.get(0));
            while (page.nextCursor() != null) {
                page = page(story, 3, page.nextCursor());
                seen.addAll(users(page));
            }

            assertThat(seen)
                    .containsExactly(
                            crowd.get(0),
                            crowd.get(1),
                            crowd.get(2),
                            crowd.get(4),
                            crowd.get(5),
                            crowd.get(6),
                            crowd.get(0)); // who came anew, at the end
        }

        @Test
        void haveNoNextPageWhereThisIsTheLast() throws Rejection {
            Story story = inProgress(log).joined(ALICE, BOB);

            assertThat(page(story, 2, null).nextCursor()).isNull();
            assertThat(page(story, 1, null).nextCursor()).isNotNull();
        }

        @Test
        void refuseACursorThatIsNone() {
            Story story = inProgress(log).joined(ALICE);

            assertThat(refusalOf(() -> page(story, 1, "garbage"))).isEqualTo(VALIDATION_FAILED);
        }

        private Page<PresentPerson> page(Story story, int limit, String cursor) throws Rejection {
            return MeetingAnswers.participants(
                    view(story), new GetParticipants(story.id(), caller(ALICE), limit, cursor));
        }

        private static List<UserId> users(Page<PresentPerson> page) {
            return page.items().stream().map(PresentPerson::userId).toList();
        }
    }

    @Test
    void listsThoseWhoWait() {
        Story story = inProgress(log).joined(ALICE).waiting(DAVE, BOB);

        assertThat(MeetingAnswers.waiting(view(story)))
                .containsExactly(
                        new WaitingPerson(
                                story.participantId(DAVE),
                                DAVE,
                                "Name of dave",
                                Role.ATTENDEE,
                                "waiting",
                                AT),
                        new WaitingPerson(
                                story.participantId(BOB),
                                BOB,
                                "Name of bob",
                                Role.ATTENDEE,
                                "waiting",
                                AT));
    }

    @Test
    void listsOpenRooms() {
        RoomId blue = RoomId.next();
        Story story = inProgress(log).joined(BOB).rooms(blue).assigned(blue, BOB);

        assertThat(MeetingAnswers.rooms(view(story)))
                .containsExactly(new OpenRoom(blue, "Room " + blue, "About " + blue, 2, 1, true));
        assertThat(MeetingAnswers.rooms(view(story.roomsClosed()))).isEmpty();
    }

    @Nested
    class TheSnapshot {

        @Test
        void showsWhoIsPresentThemselvesAndThePeople() {
            RoomId blue = RoomId.next();
            Story story = inProgress(log).joined(ALICE, BOB).rooms(blue).assigned(blue, BOB);

            Snapshot snapshot = MeetingAnswers.snapshot(view(story), caller(BOB));

            assertThat(snapshot.seq()).isEqualTo(log.lastSequence(story.id()));
            assertThat(snapshot.position()).isEqualTo(log.head());
            assertThat(snapshot.status()).isEqualTo(MeetingAnswers.status(view(story)));
            assertThat(snapshot.you())
                    .isEqualTo(
                            new Snapshot.Self(
                                    BOB,
                                    story.participantId(BOB),
                                    Role.ATTENDEE,
                                    true,
                                    false,
                                    true,
                                    blue));
            assertThat(snapshot.people())
                    .extracting(PresentPerson::userId)
                    .containsExactly(ALICE, BOB);
        }

        @ParameterizedTest
        @CsvSource({
            // user, role, waiting, member
            "hanna, HOST, false, true",
            "ingrid, ATTENDEE, false, true",
            "dave, ATTENDEE, true, false",
            "eve, ATTENDEE, false, false",
        })
        void showsNobodyToWhoIsNotPresent(UserId user, Role role, boolean waiting, boolean member) {
            Story story = inProgress(log).joined(ALICE, BOB).waiting(DAVE);

            Snapshot snapshot = MeetingAnswers.snapshot(view(story), caller(user));

            assertThat(snapshot.people()).isEmpty();
            assertThat(snapshot.you().role()).isEqualTo(role);
            assertThat(snapshot.you().present()).isFalse();
            assertThat(snapshot.you().waiting()).isEqualTo(waiting);
            assertThat(snapshot.you().member()).isEqualTo(member);
        }

        @Test
        void takesAuditorsForMembers() {
            Story story = inProgress(log).joined(ALICE);

            assertThat(MeetingAnswers.snapshot(view(story), auditor()).you().member()).isTrue();
        }

        @Test
        void showsTheFirstTwoHundred() {
            UserId[] crowd =
                    IntStream.range(0, 201)
                            .mapToObj(i -> new UserId("user-" + i))
                            .toArray(UserId[]::new);
            Story story = inProgress(log).joined(crowd);

            Snapshot snapshot = MeetingAnswers.snapshot(view(story), caller(crowd[200]));

            assertThat(snapshot.people()).hasSize(200);
            assertThat(snapshot.people().get(199).userId()).isEqualTo(crowd[199]);
            assertThat(snapshot.status().activeParticipants()).isEqualTo(201);
        }
    }

    @Nested
    class Media {

        @ParameterizedTest
        @CsvSource({
            "alice, ALL, true",
            "bob, ALL, true",
            "alice, HOST, true",
            "colin, HOST, true",
            "bob, HOST, false",
            "alice, NONE, false",
            "bob, NONE, false",
        })
        void letSharesScreensAsThePolicyHasIt(UserId user, Permission permission, boolean allowed) {
            Story story =
                    inProgress(log)
                            .joined(ALICE, BOB)
                            .role(new UserId("colin"), Role.CO_HOST)
                            .under(Policies.screens(permission), null);

            assertThat(rights(story, user).mayShareScreen()).isEqualTo(allowed);
        }

        @Test
        void letUseCamerasButWhereThePolicyForbids() {
            Story story = inProgress(log).joined(ALICE, BOB);
            assertThat(rights(story, BOB).mayUseCamera()).isTrue();

            story.under(Policies.WITHOUT_CAMERAS, null);

            assertThat(rights(story, BOB).mayUseCamera()).isFalse();
            assertThat(rights(story, ALICE).mayUseCamera()).isTrue();
        }

        @Test
        void areThoseOfTheRoom() {
            RoomId silent = RoomId.next();
            RoomId free = RoomId.next();
            Story story = inProgress(log).joined(ALICE, BOB, DAVE);
            story.and(
                            new RoomsOpened(
                                    story.id(),
                                    AT,
                                    ALICE,
                                    List.of(
                                            new Room(silent, null, new RoomSettings(true, false)),
                                            new Room(free, null, new RoomSettings(false, true))),
                                    true,
                                    true,
                                    null,
                                    null))
                    .assigned(silent, ALICE)
                    .assigned(free, BOB);

            assertThat(rights(story, ALICE).mayShareScreen()).isFalse();
            assertThat(rights(story, ALICE).roomId()).isEqualTo(silent);
            assertThat(rights(story, BOB).mayShareScreen()).isTrue();
            assertThat(rights(story, DAVE).mayShareScreen()).isTrue();
            assertThat(rights(story, DAVE).roomId()).isNull();
        }

        @Test
        void tellWhoIsPresentAndWhoWaits() {
            Story story = inProgress(log).joined(BOB).waiting(DAVE);

            assertThat(rights(story, BOB))
                    .isEqualTo(
                            new MediaRights(
                                    MeetingStatus.IN_PROGRESS,
                                    Role.ATTENDEE,
                                    true,
                                    false,
                                    story.participantId(BOB),
                                    null,
                                    true,
                                    true));
            assertThat(rights(story, DAVE))
                    .returns(false, MediaRights::present)
                    .returns(true, MediaRights::waiting);
            assertThat(rights(story, EVE))
                    .returns(false, MediaRights::present)
                    .returns(false, MediaRights::waiting)
                    .returns(null, MediaRights::participantId);
        }

        private MediaRights rights(Story story, UserId user) {
            return MeetingAnswers.mediaRights(view(story), caller(user));
        }
    }

    @Nested
    class Members {

        @Test
        void areHostsInvitedAndThoseWhoJoined() {
            RoomView view = view(inProgress(log).joined(BOB).left(BOB));

            assertThat(view.isMember(ALICE)).isTrue();
            assertThat(view.isMember(HANNA)).isTrue();
            assertThat(view.isMember(INGRID)).isTrue();
            assertThat(view.isMember(BOB)).isTrue();
            assertThat(view.isMember(EVE)).isFalse();
        }

        @Test
        void areNotThoseWhoWaitInvitedOrNot() {
            RoomView view = view(inProgress(log).joined(BOB).left(BOB).waiting(BOB, DAVE, INGRID));

            assertThat(view.isMember(DAVE)).isFalse();
            assertThat(view.isMember(INGRID)).isFalse();
            assertThat(view.isMember(BOB)).isFalse();
        }

        @Test
        void areNotTheBannedOrBlocked() {
            Story story = inProgress(log).joined(BOB, DAVE).banned(BOB);

            assertThat(view(story).isMember(BOB)).isFalse();
            assertThat(view(story.under(Policies.blocking(DAVE, INGRID), null)).isMember(DAVE))
                    .isFalse();
            assertThat(view(story).isMember(INGRID)).isFalse();
        }

        @Test
        void areStillTheRemoved() {
            assertThat(view(inProgress(log).joined(BOB).removed(BOB)).isMember(BOB)).isTrue();
        }

        @Test
        void areNotYetTheAdmitted() {
            assertThat(view(inProgress(log).waiting(DAVE).admitted(DAVE)).isMember(DAVE)).isFalse();
        }

        @Test
        void remainAfterTheEnd() {
            RoomView view = view(inProgress(log).joined(BOB).waiting(DAVE).ended());

            assertThat(view.isMember(BOB)).isTrue();
            assertThat(view.isMember(DAVE)).isFalse();
        }
    }

    private RoomView view(Story story) {
        return Views.of(log, story);
    }
}
