package io.minutebook.query.meeting;

import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.Rejection.require;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.query.MediaRights;
import io.minutebook.kernel.query.MeetingQuery.GetParticipants;
import io.minutebook.kernel.query.OpenRoom;
import io.minutebook.kernel.query.Page;
import io.minutebook.kernel.query.PresentPerson;
import io.minutebook.kernel.query.Snapshot;
import io.minutebook.kernel.query.StatusReport;
import io.minutebook.kernel.query.WaitingPerson;
import io.minutebook.query.view.Cursor;
import java.util.List;
import java.util.Optional;

/** What is told of a meeting, and to whom. */
public final class MeetingAnswers {

    private static final int SNAPSHOT_PEOPLE_MAX = 200;

    private MeetingAnswers() {}

    /** Members and auditors only. */
    public static RoomView requireMember(RoomView meeting, Caller caller) throws Rejection {
        require(
                isMember(meeting, caller),
                INSUFFICIENT_PERMISSION,
                "Only people of this meeting may read it");
        return meeting;
    }

    private static boolean isMember(RoomView meeting, Caller caller) {
        return meeting.isMember(caller.id()) || caller.has(Scope.AUDIT_READ);
    }

    /** Hosts and co-hosts only. */
    public static RoomView requireLeader(RoomView meeting, Caller caller) throws Rejection {
        require(
                meeting.roleOf(caller.id()).leads(),
                INSUFFICIENT_PERMISSION,
                "Only hosts of this meeting may read this");
        return meeting;
    }

    /** Hosts, co-hosts and auditors only. */
    public static RoomView requireLeaderOrAuditor(RoomView meeting, Caller caller)
            throws Rejection {
        require(
                meeting.roleOf(caller.id()).leads() || caller.has(Scope.AUDIT_READ),
                INSUFFICIENT_PERMISSION,
                "Only hosts and auditors may read this");
        return meeting;
    }

    public static StatusReport status(RoomView meeting) {
        return new StatusReport(
                meeting.details().meetingId(),
                meeting.details().status(),
                meeting.details().status() == MeetingStatus.IN_PROGRESS,
                meeting.details().startedAt(),
                meeting.details().endedAt(),
                meeting.attendance(),
                false,
                meeting.active());
    }

    /**
     * @throws Rejection {@code VALIDATION_FAILED} where the cursor is none
     */
    public static Page<PresentPerson> participants(RoomView meeting, GetParticipants query)
            throws Rejection {
        Cursor after = Cursor.parse(query.cursor());
        List<PersonView> rest =
                meeting.present()
                        .filter(person -> after == null || person.arrival() > after.key())
                        .limit(query.limit() + 1L)
                        .toList();
        List<PersonView> page = rest.subList(0, Math.min(rest.size(), query.limit()));
        String next =
                rest.size() > page.size()
                        ? new Cursor(
                                        page.get(page.size() - 1).arrival(),
                                        page.get(page.size() - 1).userId().value())
                                .text()
                        : null;
        return new Page<>(page.stream().map(person -> present(meeting, person)).toList(), next);
    }

    public static List<WaitingPerson> waiting(RoomView meeting) {
        return meeting.waiting()
                .flatMap(person -> Optional.ofNullable(waiting(meeting, person)).stream())
                .toList();
    }

    private static @org.jspecify.annotations.Nullable WaitingPerson waiting(
            RoomView meeting, PersonView person) {
        return person.requestedAt() == null
                ? null
                : new WaitingPerson(
                        person.participantId(),
                        person.userId(),
                        person.userName(),
                        meeting.roleOf(person.userId()),
                        "waiting",
                        person.requestedAt());
    }

    public static List<OpenRoom> rooms(RoomView meeting) {
        return meeting.rooms().stream()
                .map(
                        named ->
                                new OpenRoom(
                                        named.room().roomId(),
                                        named.name(),
                                        named.description(),
                                        named.room().capacity(),
                                        meeting.peopleIn(named.room().roomId()),
                                        true))
                .toList();
    }

    /** Tells nobody more than they may know: people only to those who are present. */
    public static Snapshot snapshot(RoomView meeting, Caller caller) {
        PersonView self = meeting.person(caller.id()).orElse(null);
        boolean present = self != null && self.isPresent();
        return new Snapshot(
                meeting.seq(),
                meeting.position(),
                status(meeting),
                new Snapshot.Self(
                        caller.id(),
                        self == null ? null : self.participantId(),
                        meeting.roleOf(caller.id()),
                        present,
                        self != null && self.isWaiting(),
                        isMember(meeting, caller),
                        self == null ? null : self.room()),
                present
                        ? meeting.present()
                                .limit(SNAPSHOT_PEOPLE_MAX)
                                .map(person -> present(meeting, person))
                                .toList()
                        : List.of());
    }

    public static MediaRights mediaRights(RoomView meeting, Caller caller) {
        PersonView self = meeting.person(caller.id()).orElse(null);
        Role role = meeting.roleOf(caller.id());
        RoomId room = self == null ? null : self.room();
        boolean roomAllowsScreen =
                meeting.rooms().stream()
                        .map(RoomView.NamedRoom::room)
                        .filter(open -> open.roomId().equals(room))
                        .allMatch(open -> open.settings().allowScreenShare());
        return new MediaRights(
                meeting.details().status(),
                role,
                self != null && self.isPresent(),
                self != null && self.isWaiting(),
                self == null ? null : self.participantId(),
                room,
                role.leads() || !meeting.policy().disableCamera(),
                roomAllowsScreen && meeting.policy().screenSharePermissions().allows(role));
    }

    private static PresentPerson present(RoomView meeting, PersonView person) {
        if (person.joinedAt() == null) {
            throw new IllegalArgumentException("who is not present is not listed");
        }
        return new PresentPerson(
                person.participantId(),
                person.userId(),
                person.userName(),
                meeting.roleOf(person.userId()),
                "joined",
                person.status().isMuted(),
                person.status().isVideoEnabled(),
                person.status().isScreenSharing(),
                person.status().isHandRaised(),
                person.joinedAt(),
                person.deviceType());
    }
}
