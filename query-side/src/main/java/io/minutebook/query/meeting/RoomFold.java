package io.minutebook.query.meeting;

import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.MeetingDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fold of a meeting's events into its {@link RoomView}. */
public final class RoomFold {

    private RoomFold() {}

    /**
     * The view after {@code recorded}; the view itself where it holds that event already.
     *
     * @param view null before the meeting's first event
     * @throws IllegalStateException where events between are missing
     */
    public static RoomView fold(@Nullable RoomView view, RecordedEvent recorded) {
        long held = view == null ? -1 : view.seq();
        if (view != null && recorded.sequence() <= held) {
            return view;
        }
        if (recorded.sequence() != held + 1) {
            throw new IllegalStateException(
                    "sequence "
                            + recorded.sequence()
                            + " does not follow "
                            + held
                            + " in "
                            + recorded.event().stream());
        }
        Change change =
                view == null ? Change.of((MeetingCreated) recorded.event()) : new Change(view);
        change.take(recorded.meetingEvent(), recorded.sequence());
        return change.done(recorded);
    }

    /** A view being changed by one event. */
    private static final class Change {

        private MeetingDetails details;
        private Map<String, Role> roles;
        private Policy policy;
        private @Nullable String passwordId;
        private Map<String, PersonView> people;
        private List<RoomView.NamedRoom> rooms;

        private Change(RoomView view) {
            this(
                    view.details(),
                    view.roles(),
                    view.policy(),
                    view.passwordId(),
                    view.people(),
                    view.rooms());
        }

        private Change(
                MeetingDetails details,
                Map<String, Role> roles,
                Policy policy,
                @Nullable String passwordId,
                Map<String, PersonView> people,
                List<RoomView.NamedRoom> rooms) {
            this.details = details;
            this.roles = roles;
            this.policy = policy;
            this.passwordId = passwordId;
            this.people = people;
            this.rooms = rooms;
        }

        static Change of(MeetingCreated created) {
            return new Change(
                    Plans.of(created), Map.of(), Policy.DEFAULT, null, Map.of(), List.of());
        }

        RoomView done(RecordedEvent recorded) {
            return new RoomView(
                    recorded.sequence(),
                    recorded.position(),
                    details,
                    roles,
                    policy,
                    passwordId,
                    people,
                    rooms);
        }

        void take(MeetingEvent event, long seq) {
            switch (event) {
                case LifecycleEvent lifecycle -> take(lifecycle);
                case ParticipantEvent participant -> take(participant, seq);
                case LobbyEvent lobby -> take(lobby, seq);
                case PolicyEvent.PolicyChanged changed -> {
                    policy = changed.policy();
                    passwordId = changed.passwordId();
                }
                case ChatEvent chat -> {}
                case BreakoutEvent breakout -> take(breakout);
            }
        }

        private void take(LifecycleEvent event) {
            switch (event) {
                case MeetingCreated created ->
                        roles = Plans.hosts(created.by(), created.hostUserIds());
                case LifecycleEvent.MeetingUpdated updated -> {
                    details = Plans.updated(details, updated);
                    List<UserId> hosts = updated.hostUserIds();
                    if (hosts != null) {
                        roles = Plans.hosts(details.createdBy(), hosts);
                    }
                }
                case LifecycleEvent.MeetingCancelled cancelled ->
                        details = Plans.standing(details, MeetingStatus.CANCELLED, null, null);
                case LifecycleEvent.MeetingStarted started ->
                        details =
                                Plans.standing(
                                        details, MeetingStatus.IN_PROGRESS, started.at(), null);
                case LifecycleEvent.MeetingEnded ended -> {
                    details =
                            Plans.standing(
                                    details, MeetingStatus.ENDED, details.startedAt(), ended.at());
                    Map<String, PersonView> gone = new LinkedHashMap<>(people);
                    gone.replaceAll((id, person) -> person.gone());
                    people = gone;
                    rooms = List.of();
                }
            }
        }

        private void take(ParticipantEvent event, long seq) {
            switch (event) {
                case ParticipantEvent.ParticipantJoined joined ->
                        put(
                                new PersonView(
                                        joined.participantId(),
                                        joined.userId(),
                                        joined.userName(),
                                        joined.deviceType(),
                                        List.of(joined.connectionId()),
                                        new LiveStatus(
                                                joined.isMuted(),
                                                joined.isVideoEnabled(),
                                                false,
                                                false),
                                        joined.at(),
                                        seq,
                                        true,
                                        null,
                                        null,
                                        false));
                case ParticipantEvent.SessionOpened opened ->
                        each(
                                List.of(opened.userId()),
                                person -> person.opened(opened.connectionId()));
                case ParticipantEvent.SessionClosed closed ->
                        each(
                                List.of(closed.userId()),
                                person -> person.closed(closed.connectionId()));
                case ParticipantEvent.ParticipantLeft left ->
                        each(List.of(left.userId()), PersonView::gone);
                case ParticipantEvent.StatusChanged changed ->
                        each(
                                changed.userIds(),
                                person -> person.with(person.status().with(changed.flags())));
                case ParticipantEvent.ParticipantRemoved removed ->
                        each(removed.userIds(), person -> person.gone().banned(removed.banned()));
                case ParticipantEvent.ParticipantUnbanned unbanned ->
                        each(List.of(unbanned.userId()), person -> person.banned(false));
                case ParticipantEvent.RoleChanged changed -> {
                    Map<String, Role> after = new LinkedHashMap<>(roles);
                    if (changed.role() == Role.ATTENDEE) {
                        after.remove(changed.userId().value());
                    } else {
                        after.put(changed.userId().value(), changed.role());
                    }
                    roles = after;
                }
                case ParticipantEvent.ReactionSent sent -> {}
            }
        }

        private void take(LobbyEvent event, long seq) {
            switch (event) {
                case LobbyEvent.ParticipantWaiting waiting -> {
                    PersonView known = people.get(waiting.userId().value());
                    put(
                            new PersonView(
                                    waiting.participantId(),
                                    waiting.userId(),
                                    waiting.userName(),
                                    null,
                                    List.of(),
                                    LiveStatus.ABSENT,
                                    null,
                                    seq,
                                    known != null && known.joinedBefore(),
                                    waiting.at(),
                                    null,
                                    false));
                }
                case LobbyEvent.ParticipantAdmitted admitted ->
                        each(admitted.userIds(), Change::decided);
                case LobbyEvent.ParticipantDenied denied ->
                        each(List.of(denied.userId()), Change::decided);
            }
        }

        /** Decided upon they wait no longer; who came in meanwhile stays in. */
        private static PersonView decided(PersonView person) {
            return person.isPresent() ? person : person.gone();
        }

        private void take(BreakoutEvent event) {
            switch (event) {
                case BreakoutEvent.RoomsOpened opened -> rooms = OpenedRooms.of(opened);
                case BreakoutEvent.ParticipantsAssigned assigned ->
                        assigned.assignments()
                                .forEach(
                                        assignment ->
                                                each(
                                                        assignment.userIds(),
                                                        person -> person.in(assignment.roomId())));
                case BreakoutEvent.RoomLeft left ->
                        each(List.of(left.userId()), person -> person.in(null));
                case BreakoutEvent.RoomUpdated updated ->
                        rooms = OpenedRooms.updated(rooms, updated);
                case BreakoutEvent.RoomsBroadcast said -> {}
                case BreakoutEvent.RoomsExtended extended -> {}
                case BreakoutEvent.RoomsClosingSoon soon -> {}
                case BreakoutEvent.RoomsClosed closed -> {
                    rooms = List.of();
                    Map<String, PersonView> hall = new LinkedHashMap<>(people);
                    hall.replaceAll((id, person) -> person.in(null));
                    people = hall;
                }
            }
        }

        private void put(PersonView person) {
            Map<String, PersonView> after = new LinkedHashMap<>(people);
            after.put(person.userId().value(), person);
            people = after;
        }

        private void each(List<UserId> users, UnaryOperator<PersonView> change) {
            Map<String, PersonView> after = new LinkedHashMap<>(people);
            users.forEach(
                    user ->
                            after.computeIfPresent(
                                    user.value(), (id, person) -> change.apply(person)));
            people = after;
        }
    }
}
