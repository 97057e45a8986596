package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Commands.join;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.MAX_PARTICIPANTS_REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.PolicyBuilder;
import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.People;
import io.minutebook.command.state.Person;
import io.minutebook.command.state.Person.Door;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.LobbyEvent.ParticipantWaiting;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantJoined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** However many ask to join, what a meeting keeps of them has a bound. */
class CrowdTest {

    @Test
    void fillsTheWaitingRoom() throws Rejection {
        MeetingState full = asked(Joining.WAITING_MAX, Door.WAITING, policy().waitingRoom());

        assertThat(refusalOf(() -> Joining.decide(full, join(BOB))))
                .isEqualTo(MAX_PARTICIPANTS_REACHED);
        assertThat(Joining.decide(full, join(stranger(0)))).as("who waits already").isEmpty();
        assertThat(Joining.decide(full, join(ALICE))).hasOnlyElementsOfType(JOINED);
    }

    @Test
    void hasAPlaceInTheWaitingRoomBelowThat() throws Rejection {
        MeetingState lower = asked(Joining.WAITING_MAX - 1, Door.WAITING, policy().waitingRoom());

        assertThat(Joining.decide(lower, join(BOB)))
                .hasOnlyElementsOfType(ParticipantWaiting.class);
    }

    @Test
    void isTurnedAwayOnceTooManyEverAsked() throws Rejection {
        MeetingState known = asked(Joining.PEOPLE_MAX, Door.UNSEEN, policy());

        assertThat(refusalOf(() -> Joining.decide(known, join(BOB))))
                .isEqualTo(MAX_PARTICIPANTS_REACHED);
        assertThat(Joining.decide(known, join(stranger(0))))
                .as("who was there before")
                .hasOnlyElementsOfType(JOINED);
        assertThat(Joining.decide(known, join(ALICE))).hasOnlyElementsOfType(JOINED);
    }

    private static final Class<? extends MeetingEvent> JOINED = ParticipantJoined.class;

    private static MeetingState asked(int people, Door door, PolicyBuilder policy) {
        MeetingState empty = inProgress().under(policy).state();
        Map<UserId, Person> asked = new LinkedHashMap<>();
        for (int i = 0; i < people; i++) {
            UserId user = stranger(i);
            asked.put(
                    user,
                    new Person(
                            participantId(user),
                            user,
                            List.of(),
                            LiveStatus.ABSENT,
                            null,
                            false,
                            door,
                            false));
        }
        return new MeetingState(
                empty.id(),
                empty.createdBy(),
                empty.course(),
                empty.roles(),
                empty.policy(),
                empty.passwordId(),
                new People(asked, door == Door.WAITING ? List.copyOf(asked.keySet()) : List.of()),
                empty.rooms(),
                empty.messages());
    }

    private static UserId stranger(int number) {
        return new UserId("stranger-" + number);
    }
}
