package io.minutebook.command.state;

import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as its rules see it.
 *
 * @param roles of those who are more than attendees
 * @param passwordId names the password in force, null where none was ever set
 */
public record MeetingState(
        MeetingId id,
        UserId createdBy,
        Course course,
        Map<UserId, Role> roles,
        Policy policy,
        @Nullable String passwordId,
        People people,
        Rooms rooms,
        Messages messages) {

    public static MeetingState of(LifecycleEvent.MeetingCreated created) {
        return new MeetingState(
                created.meetingId(),
                created.by(),
                Course.scheduled(
                        new Course.Planned(created.scheduledStart(), created.scheduledEnd()),
                        created.maxDurationMinutes()),
                hosts(created.by(), created.hostUserIds()),
                Policy.DEFAULT,
                null,
                People.NOBODY,
                Rooms.CLOSED,
                Messages.none());
    }

    public MeetingStatus status() {
        return course.status();
    }

    /** Null until it started. */
    public @Nullable Instant startedAt() {
        return course.startedAt();
    }

    public Role roleOf(UserId user) {
        return roles.getOrDefault(user, Role.ATTENDEE);
    }

    public boolean isPresent(UserId user) {
        return people.find(user).filter(Person::isPresent).isPresent();
    }

    /**
     * What it takes of the heap, in bytes, within a factor of two. Looks at everybody once: not for
     * every command.
     */
    public long estimatedBytes() {
        return Footprint.of(this);
    }

    /** When nobody will have been present for too long, empty while somebody is. */
    public Optional<Instant> idleEnd() {
        return people.isAnybodyPresent() ? Optional.empty() : course.idleEnd();
    }

    /** This meeting after {@code event}. */
    public MeetingState after(MeetingEvent event) {
        return switch (event) {
            case LifecycleEvent lifecycle -> afterLifecycle(lifecycle);
            case ParticipantEvent participant -> afterParticipant(participant);
            case LobbyEvent lobby -> afterLobby(lobby);
            case PolicyEvent.PolicyChanged changed -> with(changed.policy(), changed.passwordId());
            case ChatEvent chat -> with(messagesAfter(chat));
            case BreakoutEvent breakout -> with(people, rooms.after(breakout));
        };
    }

    private Messages messagesAfter(ChatEvent event) {
        return switch (event) {
            case ChatEvent.MessageSent sent ->
                    messages.with(
                            new Messages.Message(
                                    sent.messageId(),
                                    known(sent.senderId()),
                                    sent.recipientId() == null ? null : known(sent.recipientId()),
                                    sent.roomId() == null ? null : talkIn(sent.roomId())));
            case ChatEvent.MessageEdited edited -> messages;
            case ChatEvent.MessageDeleted deleted -> messages.without(deleted.messageId());
        };
    }

    /** The same id, kept once for all messages. */
    private UserId known(UserId user) {
        return people.find(user).map(Person::userId).orElse(user);
    }

    private Messages.Talk talkIn(RoomId id) {
        return new Messages.Talk(id, rooms.usersIn(id).stream().map(this::known).toList());
    }

    private MeetingState afterLifecycle(LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.MeetingCreated created -> of(created);
            case LifecycleEvent.MeetingUpdated updated -> {
                List<UserId> hosts = updated.hostUserIds();
                MeetingState changed = hosts == null ? this : withRoles(hosts(createdBy, hosts));
                yield changed.on(course.after(updated));
            }
            case LifecycleEvent.MeetingCancelled cancelled ->
                    on(course.over(MeetingStatus.CANCELLED));
            case LifecycleEvent.MeetingStarted started -> on(course.started(started.at()));
            case LifecycleEvent.MeetingEnded ended ->
                    on(course.over(MeetingStatus.ENDED)).with(people.allGone(), Rooms.CLOSED);
        };
    }

    private MeetingState afterParticipant(ParticipantEvent event) {
        return switch (event) {
            case ParticipantEvent.ParticipantJoined joined ->
                    with(
                            people.with(
                                    known(joined.userId(), joined.participantId())
                                            .joined(
                                                    joined.connectionId(),
                                                    new LiveStatus(
                                                            joined.isMuted(),
                                                            joined.isVideoEnabled(),
                                                            false,
                                                            false),
                                                    joined.at())),
                            rooms);
            case ParticipantEvent.SessionOpened opened ->
                    each(
                            List.of(opened.userId()),
                            person -> person.opened(opened.connectionId(), opened.at()));
            case ParticipantEvent.SessionClosed closed ->
                    each(List.of(closed.userId()), person -> person.closed(closed.connectionId()));
            case ParticipantEvent.ParticipantLeft left ->
                    each(List.of(left.userId()), Person::gone)
                            .with(rooms.without(List.of(left.userId())))
                            .on(course.left(left.at()));
            case ParticipantEvent.StatusChanged changed ->
                    each(
                            changed.userIds(),
                            person -> person.with(person.status().with(changed.flags())));
            case ParticipantEvent.ParticipantRemoved removed ->
                    each(
                                    removed.userIds(),
                                    person ->
                                            person.gone()
                                                    .at(Person.Door.UNSEEN)
                                                    .banned(removed.banned()))
                            .with(rooms.without(removed.userIds()))
                            .on(courseAfter(removed));
            case ParticipantEvent.ParticipantUnbanned unbanned ->
                    each(List.of(unbanned.userId()), person -> person.banned(false));
            case ParticipantEvent.RoleChanged changed -> withRole(changed.userId(), changed.role());
            case ParticipantEvent.ReactionSent sent -> this;
        };
    }

    private Course courseAfter(ParticipantEvent.ParticipantRemoved removed) {
        boolean anyWasPresent = removed.userIds().stream().anyMatch(this::isPresent);
        return anyWasPresent ? course.left(removed.at()) : course;
    }

    private MeetingState afterLobby(LobbyEvent event) {
        return switch (event) {
            case LobbyEvent.ParticipantWaiting waiting ->
                    with(
                            people.with(
                                    known(waiting.userId(), waiting.participantId())
                                            .at(Person.Door.WAITING)),
                            rooms);
            case LobbyEvent.ParticipantAdmitted admitted ->
                    each(admitted.userIds(), person -> person.at(Person.Door.ADMITTED));
            case LobbyEvent.ParticipantDenied denied ->
                    each(List.of(denied.userId()), person -> person.at(Person.Door.DENIED));
        };
    }

    private Person known(UserId user, ParticipantId ifNew) {
        return people.find(user).orElseGet(() -> Person.stranger(ifNew, user));
    }

    private MeetingState each(List<UserId> users, java.util.function.UnaryOperator<Person> change) {
        return with(people.each(users, change), rooms);
    }

    private MeetingState with(Rooms changed) {
        return with(people, changed);
    }

    private MeetingState with(People changedPeople, Rooms changedRooms) {
        return new MeetingState(
                id,
                createdBy,
                course,
                roles,
                policy,
                passwordId,
                changedPeople,
                changedRooms,
                messages);
    }

    private MeetingState with(Messages changed) {
        return new MeetingState(
                id, createdBy, course, roles, policy, passwordId, people, rooms, changed);
    }

    private MeetingState with(Policy changed, @Nullable String changedPasswordId) {
        return new MeetingState(
                id, createdBy, course, roles, changed, changedPasswordId, people, rooms, messages);
    }

    private MeetingState on(Course changed) {
        return new MeetingState(
                id, createdBy, changed, roles, policy, passwordId, people, rooms, messages);
    }

    private MeetingState withRole(UserId user, Role role) {
        Map<UserId, Role> changed = new HashMap<>(roles);
        if (role == Role.ATTENDEE) {
            changed.remove(user);
        } else {
            changed.put(user, role);
        }
        return withRoles(changed);
    }

    private MeetingState withRoles(Map<UserId, Role> changed) {
        return new MeetingState(
                id, createdBy, course, changed, policy, passwordId, people, rooms, messages);
    }

    private static Map<UserId, Role> hosts(UserId creator, List<UserId> others) {
        Map<UserId, Role> roles = new HashMap<>();
        others.forEach(user -> roles.put(user, Role.HOST));
        roles.put(creator, Role.HOST);
        return roles;
    }
}
