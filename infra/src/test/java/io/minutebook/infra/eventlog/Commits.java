package io.minutebook.infra.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Commits for tests; an entry's text tells where it belongs. */
public final class Commits {

    private Commits() {}

    public static NewEvent event(String stream, long sequence) {
        return event(stream, sequence, stream + "/" + sequence);
    }

    public static NewEvent event(String stream, long sequence, String text) {
        return new NewEvent(stream, sequence, text.getBytes(StandardCharsets.UTF_8), null);
    }

    public static Commit of(NewEvent... events) {
        return claiming(List.of(), events);
    }

    public static Commit claiming(List<Claim> claims, NewEvent... events) {
        return new Commit(UUID.randomUUID().toString(), List.of(events), claims);
    }

    /** One commit of {@code count} events of a stream from sequence {@code first}. */
    public static Commit run(String stream, long first, int count) {
        return of(
                IntStream.range(0, count)
                        .mapToObj(i -> event(stream, first + i))
                        .toArray(NewEvent[]::new));
    }

    public static List<String> texts(List<StoredEvent> events) {
        return events.stream().map(Commits::text).toList();
    }

    public static String text(StoredEvent event) {
        return new String(event.entry(), StandardCharsets.UTF_8);
    }

    /** The whole log, read in pages. */
    public static List<StoredEvent> all(CommitLog log) {
        List<StoredEvent> all = new ArrayList<>();
        List<StoredEvent> page = log.readAll(-1, 1_000);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = log.readAll(page.get(page.size() - 1).position(), 1_000);
        }
        return all;
    }
}
