package io.minutebook.infra.presence;

import io.minutebook.infra.presence.Witness.Loss;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A session whose sockets were all lost for too long.
 *
 * @param socket one of them
 * @param seen when the last of them was last heard of
 * @param latest by when the last of them was lost for certain: a session opened after that is
 *     another
 * @param sockets all of them, whose notes are settled by the session's end
 */
record OverSession(SocketNote socket, Instant seen, Instant latest, List<String> sockets) {

    /** The session that {@code sockets}, at least one, held, each lost as {@code losses} say. */
    static OverSession of(List<SocketNote> sockets, List<Loss> losses) {
        return new OverSession(
                sockets.get(0),
                latest(losses.stream().map(Loss::seen).toList()),
                latest(losses.stream().map(Loss::latest).toList()),
                sockets.stream().map(SocketNote::socket).toList());
    }

    private static Instant latest(List<Instant> times) {
        return times.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
