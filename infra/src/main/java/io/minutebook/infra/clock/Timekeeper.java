package io.minutebook.infra.clock;

import io.minutebook.api.Dispatch;
import io.minutebook.infra.presence.SocketNotes;
import io.minutebook.infra.schedule.Rounds;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.SystemCommand.EndSession;
import io.minutebook.kernel.command.SystemCommand.KeepTime;
import io.minutebook.query.clock.DueMeetings;
import io.minutebook.query.clock.DueMeetings.OpenSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks meetings, when their time has come, to do what is due. Every node does so and none is needed
 * for it: what is due stands in the record, and a meeting asked twice acts once.
 */
public final class Timekeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);
    private static final Duration MEETINGS_EVERY = Duration.ofSeconds(1);
    private static final Duration SESSIONS_EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;
    private static final int MEETINGS_MAX = 1_000;

    private final DueMeetings meetings;
    private final SocketNotes sockets;
    private final Dispatch dispatch;
    private final Duration unattendedMax;
    private final Clock clock;
    private final Rounds rounds = new Rounds("timekeeper");

    /**
     * @param unattendedMax how long a session may last that never had a live connection
     */
    public Timekeeper(
            DueMeetings meetings,
            SocketNotes sockets,
            Dispatch dispatch,
            Duration unattendedMax,
            Clock clock) {
        this.meetings = meetings;
        this.sockets = sockets;
        this.dispatch = dispatch;
        this.unattendedMax = unattendedMax;
        this.clock = clock;
    }

    public void start() {
        rounds.every(MEETINGS_EVERY, this::keepTime);
        rounds.every(SESSIONS_EVERY, this::endUnattended);
    }

    /** Asks every meeting in which something may be due. */
    public void keepTime() {
        Instant now = clock.instant();
        send(meetings.dueBy(now, MEETINGS_MAX).stream().map(id -> new KeepTime(id, now)));
    }

    /** Ends sessions that no socket ever held, after a while. */
    public void endUnattended() {
        Instant now = clock.instant();
        meetings.openSince(
                now.minus(unattendedMax),
                sessions ->
                        send(
                                sessions.stream()
                                        .filter(session -> !isAttended(session))
                                        .map(session -> end(session, now))));
    }

    /** One that a socket held and lost is ended as lost. */
    private boolean isAttended(OpenSession session) {
        return sockets.isAttended(session.meetingId(), session.userId(), session.connectionId());
    }

    private static EndSession end(OpenSession session, Instant now) {
        return new EndSession(
                session.meetingId(),
                now,
                session.userId(),
                session.connectionId(),
                session.openedAt(),
                now,
                LeaveReason.UNATTENDED);
    }

    private void send(Stream<? extends MeetingCommand<?>> commands) {
        Flux.fromStream(commands)
                .flatMap(
                        command ->
                                dispatch.send(command)
                                        .then()
                                        .timeout(PATIENCE)
                                        .onErrorResume(fault -> told(command, fault)),
                        AT_ONCE)
                .blockLast();
    }

    /** The next round asks again. */
    private static Mono<Void> told(MeetingCommand<?> command, Throwable fault) {
        LOG.warn("What is due in {} was not done: {}", command.meetingId(), fault.toString());
        return Mono.empty();
    }

    @Override
    public void close() {
        rounds.close();
    }
}
