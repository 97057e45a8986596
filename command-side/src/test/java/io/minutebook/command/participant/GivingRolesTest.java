package io.minutebook.command.participant;

import static io.minutebook.command.given.AMeeting.ID;
import static io.minutebook.command.given.AMeeting.inProgress;
import static io.minutebook.command.given.AMeeting.participantId;
import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static io.minutebook.command.given.Cast.COLIN;
import static io.minutebook.command.given.Cast.EVE;
import static io.minutebook.command.given.Cast.HANNA;
import static io.minutebook.command.given.Commands.NOW;
import static io.minutebook.command.given.PolicyBuilder.policy;
import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.PARTICIPANT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.given.AMeeting;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ModerationCommand.ChangeRole;
import io.minutebook.kernel.event.LobbyEvent.ParticipantAdmitted;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.RoleChanged;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivingRolesTest {

    private final AMeeting meeting =
            inProgress().withCoHost(COLIN).joined(ALICE, HANNA, COLIN, BOB);

    @Test
    void makesAnAttendeeAHost() throws Rejection {
        assertThat(decide(ALICE, BOB, Role.HOST))
                .containsExactly(new RoleChanged(ID, NOW, ALICE, BOB, Role.HOST));
    }

    @Test
    void theSameRoleAgainLeavesNoTrace() throws Rejection {
        assertThat(decide(ALICE, COLIN, Role.CO_HOST)).isEmpty();
        assertThat(decide(ALICE, BOB, Role.ATTENDEE)).isEmpty();
    }

    @Test
    void refusesAllButHosts() {
        assertThat(refusal(COLIN, BOB, Role.CO_HOST)).isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(refusal(BOB, BOB, Role.HOST)).isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(refusal(EVE, BOB, Role.HOST)).isEqualTo(INSUFFICIENT_PERMISSION);
    }

    @Test
    void refusesOnOneself() {
        assertThat(refusal(ALICE, ALICE, Role.ATTENDEE)).isEqualTo(INSUFFICIENT_PERMISSION);
    }

    @Test
    void oneHostAlwaysRemains() throws Rejection {
        meeting.and(decide(ALICE, HANNA, Role.ATTENDEE));
        assertThat(refusal(HANNA, ALICE, Role.ATTENDEE)).isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(meeting.state().roleOf(ALICE)).isEqualTo(Role.HOST);
    }

    @Test
    void refusesOnStrangersAndAfterTheEnd() {
        assertThat(refusal(ALICE, EVE, Role.CO_HOST)).isEqualTo(PARTICIPANT_NOT_FOUND);
        meeting.ended();
        assertThat(refusal(ALICE, BOB, Role.CO_HOST)).isEqualTo(MEETING_ENDED);
        assertThat(refusal(COLIN, BOB, Role.CO_HOST)).isEqualTo(INSUFFICIENT_PERMISSION);
    }

    @Test
    void refusesToLetSomebodyBannedOrBlockedRunTheMeeting() {
        meeting.banned(BOB);
        assertThat(refusal(ALICE, BOB, Role.CO_HOST)).isEqualTo(CONFLICT);
        meeting.left(COLIN).under(policy().blocking(EVE)).joined(EVE);
        assertThat(refusal(ALICE, EVE, Role.HOST)).isEqualTo(CONFLICT);
    }

    @Test
    void whoWaitsAndRunsTheMeetingWaitsNoLonger() throws Rejection {
        meeting.under(policy().waitingRoom()).waiting(EVE);
        assertThat(decide(ALICE, EVE, Role.CO_HOST))
                .containsExactly(
                        new RoleChanged(ID, NOW, ALICE, EVE, Role.CO_HOST),
                        new ParticipantAdmitted(ID, NOW, ALICE, List.of(EVE)));
    }

    @Test
    void whatOnlyHostsMayStopsWithTheRole() throws Rejection {
        meeting.under(policy().screens(Permission.HOST).withoutCameras())
                .showing(COLIN, new Flags(null, null, true, null));
        assertThat(decide(ALICE, COLIN, Role.ATTENDEE))
                .containsExactly(
                        new RoleChanged(ID, NOW, ALICE, COLIN, Role.ATTENDEE),
                        new StatusChanged(
                                ID,
                                NOW,
                                ALICE,
                                List.of(COLIN, BOB),
                                new Flags(null, false, null, null),
                                null),
                        new StatusChanged(
                                ID,
                                NOW,
                                ALICE,
                                List.of(COLIN),
                                new Flags(null, null, false, null),
                                new LiveStatus(true, false, false, false)));
    }

    private List<MeetingEvent> decide(UserId by, UserId user, Role role) throws Rejection {
        return GivingRoles.decide(meeting.state(), command(by, user, role));
    }

    private ErrorCode refusal(UserId by, UserId user, Role role) {
        return refusalOf(() -> decide(by, user, role));
    }

    private static ChangeRole command(UserId by, UserId user, Role role) {
        return new ChangeRole(ID, Caller.of(by), NOW, participantId(user), role);
    }
}
