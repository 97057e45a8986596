package io.minutebook.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Connected members of one room, and what was said and heard among them. */
final class LiveRoom {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Handshakes under way at once. */
    private static final int HANDSHAKES = 50;

    private final List<LiveSocket> members = new ArrayList<>();
    private final AtomicLong said = new AtomicLong();
    private final AtomicLong heard = new AtomicLong();
    private final String words;
    private volatile Tally tally = new Tally();
    private volatile boolean going;

    private LiveRoom(String words) {
        this.words = words;
    }

    /**
     * Takes every seat.
     *
     * @param words of each line
     */
    static LiveRoom of(List<Seat> seats, String words) {
        LiveRoom room = new LiveRoom(words);
        for (int i = 0; i < seats.size(); i += HANDSHAKES) {
            List<LiveSocket> some =
                    seats.subList(i, Math.min(i + HANDSHAKES, seats.size())).stream()
                            .map(seat -> new LiveSocket(seat, room::heard))
                            .toList();
            some.forEach(
                    socket ->
                            room.members.add(
                                    socket.ready()
                                            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                            .join()));
        }
        return room;
    }

    static LiveRoom open(LiveServer server, int size, String words)
            throws IOException, InterruptedException {
        return of(server.open(size), words);
    }

    /** One of the members, each in turn, says a line. */
    void say() {
        members.get((int) (said.getAndIncrement() % members.size())).say(words);
    }

    /** From here on a line is said for each that everybody has heard, {@code window} at first. */
    void go(int window) {
        going = true;
        for (int i = 0; i < window; i++) {
            say();
        }
    }

    /** No line follows another; those under way are waited for. */
    void stop() {
        going = false;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (heard.get() < said.get() * members.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        String.format(
                                "%d heard of %d lines to %d members, of whom %d are connected",
                                heard.get(),
                                said.get(),
                                members.size(),
                                members.stream().filter(LiveSocket::isOpen).count()));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void heard(long saidAt) {
        tally.add(System.nanoTime() - saidAt);
        if (heard.incrementAndGet() % members.size() == 0 && going) {
            say();
        }
    }

    /** Lines that arrived, each counted once for every member. */
    long deliveries() {
        return heard.get();
    }

    /** From here on what takes long is added to {@code shared}. */
    void tallyIn(Tally shared) {
        tally = shared;
    }

    void close() {
        members.forEach(LiveSocket::close);
    }
}
