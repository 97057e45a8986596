package io.minutebook.query.meeting;

import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Story.AT;
import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.event.BreakoutEvent.RoomUpdated;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import io.minutebook.query.meeting.RoomView.NamedRoom;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where people are after a meeting's events. */
class PeopleFoldTest {

    private final MemoryLog log = new MemoryLog();

    @Nested
    class People {

        @Test
        void comeInAsTheyAre() {
            Story story = inProgress(log).joined(BOB);

            PersonView bob = person(story, BOB);

            assertThat(bob.participantId()).isEqualTo(story.participantId(BOB));
            assertThat(bob.userName()).isEqualTo("Name of bob");
            assertThat(bob.deviceType()).isEqualTo("desktop");
            assertThat(bob.status()).isEqualTo(new LiveStatus(true, true, false, false));
            assertThat(bob.joinedAt()).isEqualTo(AT);
            assertThat(bob.isPresent()).isTrue();
        }

        @Test
        void stayPresentWhileASessionIsOpen() {
            ConnectionId second = new ConnectionId("conn_second");
            Story story = inProgress(log).joined(BOB).opened(BOB, second).closed(BOB, second);

            assertThat(person(story, BOB).isPresent()).isTrue();
            assertThat(person(story, BOB).sessions()).containsExactly(new ConnectionId("conn_bob"));
        }

        @Test
        void areCountedOnceHoweverOftenTheyCome() {
            Story story = inProgress(log).joined(BOB, DAVE).left(BOB).joined(BOB).left(DAVE);

            assertThat(view(story).attendance()).isEqualTo(2);
            assertThat(view(story).active()).isEqualTo(1);
        }

        @Test
        void areNeverCountedBelowNobody() {
            assertThat(view(inProgress(log).joined(BOB).left(BOB).left(BOB)).active()).isZero();
        }

        @Test
        void leaveTheirStatusBehind() {
            Story story =
                    inProgress(log)
                            .joined(BOB)
                            .showing(new Flags(false, null, true, true), BOB)
                            .left(BOB);

            assertThat(person(story, BOB).status()).isEqualTo(LiveStatus.ABSENT);
            assertThat(person(story.joined(BOB), BOB).status())
                    .isEqualTo(new LiveStatus(true, true, false, false));
        }

        @Test
        void showWhatChangedOfEachOfThem() {
            Story story =
                    inProgress(log)
                            .joined(ALICE, BOB, DAVE)
                            .showing(new Flags(false, null, null, null), BOB)
                            .showing(new Flags(null, false, null, true), BOB, DAVE);

            assertThat(person(story, ALICE).status())
                    .isEqualTo(new LiveStatus(true, true, false, false));
            assertThat(person(story, BOB).status())
                    .isEqualTo(new LiveStatus(false, false, false, true));
            assertThat(person(story, DAVE).status())
                    .isEqualTo(new LiveStatus(true, false, false, true));
        }

        @Test
        void standInOrderOfArrival() {
            Story story = inProgress(log).joined(BOB, ALICE, DAVE).left(BOB).joined(BOB);

            assertThat(view(story).present())
                    .extracting(PersonView::userId)
                    .containsExactly(ALICE, DAVE, BOB);
        }

        @Test
        void areGoneOnceRemoved() {
            RoomId blue = RoomId.next();
            Story story =
                    inProgress(log)
                            .joined(BOB)
                            .waiting(DAVE)
                            .rooms(blue)
                            .assigned(blue, BOB)
                            .removed(BOB, DAVE);

            assertThat(view(story).present()).isEmpty();
            assertThat(view(story).waiting()).isEmpty();
            assertThat(view(story).peopleIn(blue)).isZero();
        }

        @Test
        void haveTheRoleTheyWereGiven() {
            Story story = inProgress(log).joined(BOB).role(BOB, Role.CO_HOST);
            assertThat(view(story).roleOf(BOB)).isEqualTo(Role.CO_HOST);

            story.role(BOB, Role.ATTENDEE);

            assertThat(view(story).roleOf(BOB)).isEqualTo(Role.ATTENDEE);
            assertThat(view(story).roles()).doesNotContainKey("bob");
        }
    }

    @Nested
    class TheWaitingRoom {

        @Test
        void holdsThoseWhoWaitInOrderOfArrival() {
            Story story = inProgress(log).waiting(DAVE, BOB, EVE).admitted(BOB);

            assertThat(view(story).waiting())
                    .extracting(PersonView::userId)
                    .containsExactly(DAVE, EVE);
        }

        @Test
        void countsNobodyWhoWaitsAsPresentOrAttending() {
            Story story = inProgress(log).waiting(DAVE);

            assertThat(view(story).active()).isZero();
            assertThat(view(story).attendance()).isZero();
        }

        @Test
        void isLeftByDecisionOrByComingIn() {
            Story story = inProgress(log).waiting(DAVE, BOB, EVE);

            assertThat(view(story.admitted(DAVE).denied(BOB).joined(EVE)).waiting()).isEmpty();
            assertThat(view(story).present()).extracting(PersonView::userId).containsExactly(EVE);
        }

        @Test
        void doesNotCastOutWhoCameInBeforeTheDecision() {
            Story story = inProgress(log).waiting(BOB).joined(BOB).admitted(BOB);

            assertThat(person(story, BOB).isPresent()).isTrue();
        }

        @Test
        void remembersThatSomebodyWasThereBefore() {
            Story story = inProgress(log).joined(BOB).left(BOB).waiting(BOB);

            assertThat(view(story).attendance()).isEqualTo(1);
            assertThat(person(story, BOB).isWaiting()).isTrue();
        }
    }

    @Nested
    class Breakouts {

        private final RoomId blue = RoomId.next();
        private final RoomId red = RoomId.next();
        private final Story story = inProgress(log).joined(BOB, DAVE).rooms(blue, red);

        @Test
        void openEmptyAndNamed() {
            assertThat(view(story).rooms())
                    .containsExactly(
                            new NamedRoom(
                                    new Room(blue, 2, RoomSettings.DEFAULT),
                                    "Room " + blue,
                                    "About " + blue),
                            new NamedRoom(
                                    new Room(red, 2, RoomSettings.DEFAULT),
                                    "Room " + red,
                                    "About " + red));
            assertThat(view(story).peopleIn(blue)).isZero();
        }

        @Test
        void haveNoNamesOnceTheyAreErased() {
            story.roomsClosed()
                    .and(
                            new BreakoutEvent.RoomsOpened(
                                    story.id(),
                                    AT,
                                    ALICE,
                                    List.of(new Room(blue, 2, RoomSettings.DEFAULT)),
                                    true,
                                    true,
                                    null,
                                    null));

            assertThat(view(story).rooms())
                    .containsExactly(
                            new NamedRoom(new Room(blue, 2, RoomSettings.DEFAULT), null, null));
        }

        @Test
        void takePeopleFromTheRoomTheyWereIn() {
            story.assigned(blue, BOB, DAVE).assigned(red, BOB);

            assertThat(view(story).peopleIn(blue)).isEqualTo(1);
            assertThat(view(story).peopleIn(red)).isEqualTo(1);
            assertThat(person(story, BOB).room()).isEqualTo(red);
        }

        @Test
        void areLeftForTheHallByLeavingTheMeetingOrTheRoom() {
            story.assigned(blue, BOB, DAVE).left(BOB).backInHall(DAVE, blue);

            assertThat(view(story).peopleIn(blue)).isZero();
            assertThat(person(story, DAVE).isPresent()).isTrue();
        }

        @Test
        void areNotEnteredAgainByJoiningAgain() {
            story.assigned(blue, BOB).left(BOB).joined(BOB);

            assertThat(person(story, BOB).room()).isNull();
        }

        @Test
        void areRenamedAndResized() {
            story.and(
                    new RoomUpdated(
                            story.id(), AT, ALICE, blue, 7, new RoomText("Sky", "High up")));

            assertThat(view(story).rooms())
                    .first()
                    .isEqualTo(
                            new NamedRoom(
                                    new Room(blue, 7, RoomSettings.DEFAULT), "Sky", "High up"));
            assertThat(view(story).rooms())
                    .last()
                    .extracting(NamedRoom::name)
                    .isEqualTo("Room " + red);
        }

        @Test
        void keepTheirNamesWhereOnlyTheSizeChanges() {
            story.and(new RoomUpdated(story.id(), AT, ALICE, blue, null, null));

            assertThat(view(story).rooms())
                    .first()
                    .isEqualTo(
                            new NamedRoom(
                                    new Room(blue, null, RoomSettings.DEFAULT),
                                    "Room " + blue,
                                    "About " + blue));
        }

        @Test
        void closeWithEverybodyInTheHall() {
            story.assigned(blue, BOB).roomsClosed();

            assertThat(view(story).rooms()).isEmpty();
            assertThat(person(story, BOB).room()).isNull();
            assertThat(person(story, BOB).isPresent()).isTrue();
        }
    }

    private PersonView person(Story story, UserId user) {
        return view(story).person(user).orElseThrow();
    }

    private RoomView view(Story story) {
        return Views.of(log, story);
    }
}
