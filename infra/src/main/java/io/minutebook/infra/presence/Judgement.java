package io.minutebook.infra.presence;

import io.minutebook.infra.presence.Witness.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What some lost sockets come to: a session is over once every socket it ever had was lost for too
 * long.
 *
 * @param over sessions to be ended
 * @param outlived sockets that another one has taken the place of: nothing comes of their loss
 */
record Judgement(List<OverSession> over, Set<String> outlived) {

    /**
     * Judges the sessions of {@code sockets}. Blocks on storage.
     *
     * @param grace how long a session may be without a socket
     */
    static Judgement of(
            List<SocketNote> sockets,
            SocketNotes notes,
            Witness witness,
            Duration grace,
            Instant now) {
        Judgement judgement = new Judgement(new ArrayList<>(), new HashSet<>());
        sockets.stream()
                .filter(socket -> isOverdue(witness.lossOf(socket), grace, now))
                .map(SocketNote::sessionKey)
                .distinct()
                .forEach(session -> judgement.judge(notes.ofSession(session), witness, grace, now));
        return judgement;
    }

    private void judge(List<SocketNote> ofSession, Witness witness, Duration grace, Instant now) {
        List<Loss> losses = new ArrayList<>();
        List<String> overdue = new ArrayList<>();
        for (SocketNote socket : ofSession) {
            Optional<Loss> loss = witness.lossOf(socket);
            loss.ifPresent(losses::add);
            if (isOverdue(loss, grace, now)) {
                overdue.add(socket.socket());
            }
        }
        if (losses.size() < ofSession.size()) {
            outlived.addAll(overdue);
        } else if (overdue.size() == ofSession.size() && !ofSession.isEmpty()) {
            over.add(OverSession.of(ofSession, losses));
        } // else one was lost later, and is waited for
    }

    private static boolean isOverdue(Optional<Loss> loss, Duration grace, Instant now) {
        return loss.filter(lost -> !lost.since().plus(grace).isAfter(now)).isPresent();
    }
}
