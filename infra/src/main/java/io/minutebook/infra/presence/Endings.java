package io.minutebook.infra.presence;

import io.minutebook.api.Dispatch;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.SystemCommand.EndSession;
import io.minutebook.kernel.log.EventHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has meetings end sessions that are over. */
final class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;

    private final EventHistory history;
    private final Dispatch dispatch;

    Endings(EventHistory history, Dispatch dispatch) {
        this.history = history;
        this.dispatch = dispatch;
    }

    /**
     * Ends what it can of {@code over} and tells what that was; stops at the first that fails,
     * since that is mostly an outage. Blocks.
     */
    List<OverSession> end(List<OverSession> over) {
        List<OverSession> ended = new ArrayList<>();
        Map<MeetingId, Map<UserId, Instant>> acts = lastActs(over);
        Flux.fromIterable(over)
                .flatMap(
                        session ->
                                end(
                                                session,
                                                acts.getOrDefault(
                                                        session.socket().meeting(), Map.of()))
                                        .thenReturn(session),
                        AT_ONCE)
                .doOnNext(ended::add)
                .onErrorComplete(Endings::told)
                .blockLast();
        return ended;
    }

    private Map<MeetingId, Map<UserId, Instant>> lastActs(List<OverSession> over) {
        Map<MeetingId, Map<UserId, Instant>> acts = new HashMap<>();
        over.stream()
                .collect(Collectors.groupingBy(session -> session.socket().meeting()))
                .forEach(
                        (meeting, sessions) -> {
                            Instant since =
                                    sessions.stream()
                                            .map(OverSession::seen)
                                            .min(Comparator.naturalOrder())
                                            .orElseThrow();
                            acts.put(meeting, LastActs.since(history, meeting, since));
                        });
        return acts;
    }

    /** A meeting that is not in this record has no sessions: the notes are of another one. */
    private Mono<Void> end(OverSession over, Map<UserId, Instant> acts) {
        SocketNote socket = over.socket();
        EndSession command =
                new EndSession(
                        socket.meeting(),
                        over.seen(),
                        socket.user(),
                        socket.session(),
                        over.latest(),
                        acts.getOrDefault(socket.user(), over.seen()),
                        LeaveReason.CONNECTION_LOST);
        return dispatch.send(command)
                .then()
                .timeout(PATIENCE)
                .onErrorResume(Endings::isOfNoMeeting, none -> Mono.empty());
    }

    private static boolean isOfNoMeeting(Throwable fault) {
        return fault instanceof Rejection refusal && refusal.code() == ErrorCode.MEETING_NOT_FOUND;
    }

    /** The next round asks again. */
    private static boolean told(Throwable fault) {
        LOG.warn("Lost sessions were not ended: {}", fault.toString());
        return true;
    }
}
