package io.minutebook.query.clock;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.ChatEvent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.event.PolicyEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a meeting the clock looks at. Times are milliseconds of the epoch, so that documents can
 * be found by them. It tells when to ask; the meeting itself decides whether anything is due.
 *
 * @param maxDurationMinutes how long the meeting may go on, null for no bound
 * @param startedAt null unless in progress
 * @param lastLeftAt when the last of those who went did, the start where nobody went yet; null
 *     unless in progress
 * @param closesAt when breakout rooms close by themselves, null for never
 * @param warnedFor the {@code closesAt} that people were warned of
 * @param sessions when each open session began, by user and connection
 */
record Agenda(
        long seq,
        @Nullable Integer maxDurationMinutes,
        @Nullable Long startedAt,
        @Nullable Long lastLeftAt,
        @Nullable Long closesAt,
        @Nullable Long warnedFor,
        Map<String, Map<String, Long>> sessions) {

    private static final long IDLE_MILLIS_MAX = Duration.ofMinutes(15).toMillis();
    private static final long WARNING_MILLIS = Duration.ofSeconds(60).toMillis();

    static final Agenda NONE = new Agenda(-1, null, null, null, null, null, Map.of());

    /** When there may be something to do, null for never. */
    @Nullable Long due() {
        if (startedAt == null) {
            return null;
        }
        Long longest =
                maxDurationMinutes == null
                        ? null
                        : (Long) (startedAt + Duration.ofMinutes(maxDurationMinutes).toMillis());
        Long idle =
                lastLeftAt == null || !sessions.isEmpty()
                        ? null
                        : (Long) (lastLeftAt + IDLE_MILLIS_MAX);
        boolean warned = closesAt == null || closesAt.equals(warnedFor);
        Long rooms = closesAt == null || warned ? closesAt : (Long) (closesAt - WARNING_MILLIS);
        return Stream.of(longest, idle, rooms)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
    }

    /** When the session that is open longest began, null where none is open. */
    @Nullable Long oldestSession() {
        return sessions.values().stream()
                .flatMap(open -> open.values().stream())
                .min(Long::compare)
                .orElse(null);
    }

    /** This agenda after {@code event}; itself where the clock does not care. */
    Agenda after(MeetingEvent event, long sequence) {
        if (sequence <= seq) {
            return this;
        }
        Agenda after =
                switch (event) {
                    case LifecycleEvent lifecycle -> after(lifecycle);
                    case ParticipantEvent participant -> after(participant);
                    case BreakoutEvent breakout -> after(breakout);
                    case LobbyEvent lobby -> this;
                    case PolicyEvent policy -> this;
                    case ChatEvent chat -> this;
                };
        return after == this ? this : after.at(sequence);
    }

    private Agenda after(LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.MeetingCreated created -> planned(created.maxDurationMinutes());
            case LifecycleEvent.MeetingUpdated updated ->
                    updated.changed().contains(LifecycleEvent.Field.MAX_DURATION_MINUTES)
                            ? planned(updated.maxDurationMinutes())
                            : this;
            case LifecycleEvent.MeetingCancelled cancelled -> NONE;
            case LifecycleEvent.MeetingStarted started ->
                    new Agenda(
                            seq,
                            maxDurationMinutes,
                            millis(started.at()),
                            millis(started.at()),
                            null,
                            null,
                            Map.of());
            case LifecycleEvent.MeetingEnded ended -> NONE;
        };
    }

    private Agenda after(ParticipantEvent event) {
        return switch (event) {
            case ParticipantEvent.ParticipantJoined joined ->
                    opened(joined.userId(), joined.connectionId(), joined.at());
            case ParticipantEvent.SessionOpened opened ->
                    opened(opened.userId(), opened.connectionId(), opened.at());
            case ParticipantEvent.SessionClosed closed ->
                    closed(closed.userId(), closed.connectionId());
            case ParticipantEvent.ParticipantLeft left -> gone(List.of(left.userId()), left.at());
            case ParticipantEvent.ParticipantRemoved removed ->
                    gone(removed.userIds(), removed.at());
            case ParticipantEvent.StatusChanged changed -> this;
            case ParticipantEvent.ParticipantUnbanned unbanned -> this;
            case ParticipantEvent.RoleChanged changed -> this;
            case ParticipantEvent.ReactionSent sent -> this;
        };
    }

    private Agenda after(BreakoutEvent event) {
        return switch (event) {
            case BreakoutEvent.RoomsOpened opened ->
                    rooms(
                            opened.timeLimitMinutes() == null
                                    ? null
                                    : later(millis(opened.at()), opened.timeLimitMinutes()),
                            null);
            case BreakoutEvent.RoomsExtended extended ->
                    closesAt == null ? this : rooms(later(closesAt, extended.minutes()), warnedFor);
            case BreakoutEvent.RoomsClosingSoon soon -> rooms(closesAt, millis(soon.closesAt()));
            case BreakoutEvent.RoomsClosed closed -> rooms(null, null);
            case BreakoutEvent.ParticipantsAssigned assigned -> this;
            case BreakoutEvent.RoomLeft left -> this;
            case BreakoutEvent.RoomUpdated updated -> this;
            case BreakoutEvent.RoomsBroadcast said -> this;
        };
    }

    private Agenda opened(UserId user, ConnectionId session, Instant at) {
        Map<String, Map<String, Long>> all = new HashMap<>(sessions);
        Map<String, Long> theirs = new HashMap<>(all.getOrDefault(user.value(), Map.of()));
        theirs.put(session.value(), millis(at));
        all.put(user.value(), theirs);
        return with(all);
    }

    private Agenda closed(UserId user, ConnectionId session) {
        Map<String, Map<String, Long>> all = new HashMap<>(sessions);
        Map<String, Long> theirs = new HashMap<>(all.getOrDefault(user.value(), Map.of()));
        theirs.remove(session.value());
        all.put(user.value(), theirs);
        return with(all);
    }

    private Agenda gone(List<UserId> users, Instant at) {
        Map<String, Map<String, Long>> all = new HashMap<>(sessions);
        users.forEach(user -> all.remove(user.value()));
        boolean noneLeft = all.size() == sessions.size();
        return new Agenda(
                seq,
                maxDurationMinutes,
                startedAt,
                lastLeftAt == null || noneLeft
                        ? lastLeftAt
                        : (Long) Math.max(lastLeftAt, millis(at)),
                closesAt,
                warnedFor,
                all);
    }

    private Agenda planned(@Nullable Integer minutes) {
        return new Agenda(seq, minutes, startedAt, lastLeftAt, closesAt, warnedFor, sessions);
    }

    private Agenda rooms(@Nullable Long closing, @Nullable Long warned) {
        return new Agenda(
                seq, maxDurationMinutes, startedAt, lastLeftAt, closing, warned, sessions);
    }

    private Agenda with(Map<String, Map<String, Long>> open) {
        return new Agenda(
                seq, maxDurationMinutes, startedAt, lastLeftAt, closesAt, warnedFor, open);
    }

    private Agenda at(long sequence) {
        return new Agenda(
                sequence, maxDurationMinutes, startedAt, lastLeftAt, closesAt, warnedFor, sessions);
    }

    private static long later(long millis, int minutes) {
        return millis + Duration.ofMinutes(minutes).toMillis();
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }
}
