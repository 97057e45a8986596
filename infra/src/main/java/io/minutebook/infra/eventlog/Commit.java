package io.minutebook.infra.eventlog;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Events that become part of the log together.
 *
 * @param id unique; what an ambiguous write is settled by
 * @param events 1 to 1,000, of 4 MiB in all; per stream in the order of their sequences, without
 *     gaps
 * @param claims strings no other commit may hold
 */
public record Commit(String id, List<NewEvent> events, List<Claim> claims) {

    public static final int EVENTS_MAX = 1_000;
    public static final int BYTES_MAX = 4 * 1024 * 1024;

    /**
     * @throws IllegalArgumentException where a bound is passed
     */
    public Commit {
        events = List.copyOf(events);
        claims = List.copyOf(claims);
        if (events.isEmpty() || events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException("a commit holds 1 to " + EVENTS_MAX + " events");
        }
        if (bytes(events) > BYTES_MAX) {
            throw new IllegalArgumentException("a commit holds at most " + BYTES_MAX + " bytes");
        }
    }

    /** The streams it appends to. */
    public Set<String> streams() {
        return events.stream().map(NewEvent::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static long bytes(List<NewEvent> events) {
        return events.stream().mapToLong(NewEvent::bytes).sum();
    }
}
