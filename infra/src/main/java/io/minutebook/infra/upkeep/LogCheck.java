package io.minutebook.infra.upkeep;

import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.PrivatePart;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.UnreadableEntryException;
import io.minutebook.kernel.json.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Walks a log from its first event to its end and stops at the first fault. What it keeps in memory
 * does not grow with the log.
 */
public final class LogCheck {

    private static final int PAGE = 500;
    private static final int STREAMS_REMEMBERED = 50_000;

    private final CommitLog log;
    private final EntryCodec codec = new EntryCodec(new SecureRandom());
    private final Map<String, Long> lastSequences =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > STREAMS_REMEMBERED;
                }
            };
    private long next;
    private Instant recorded = Instant.MIN;
    private long privateParts;
    private long erased;

    public LogCheck(CommitLog log) {
        this.log = log;
    }

    /**
     * What a walk found.
     *
     * @param events sound ones, up to the first fault
     * @param erased events whose private part is gone
     */
    public record Report(long events, long privateParts, long erased, Optional<Fault> fault) {}

    /**
     * Something that cannot be so.
     *
     * @param position where it shows
     * @param what in one line
     */
    public record Fault(long position, String what) {}

    /**
     * Walks up to where the log ends when this is called.
     *
     * @throws io.minutebook.infra.eventlog.StoreFailedException where it cannot be read
     */
    public Report run() {
        long head = log.head();
        while (next <= head) {
            List<StoredEvent> page = log.readAll(next - 1, PAGE);
            if (page.isEmpty()) {
                return report(Optional.of(new Fault(next, "is missing, the head is " + head)));
            }
            for (StoredEvent event : page) {
                Optional<Fault> fault = fault(event);
                if (fault.isPresent()) {
                    return report(fault);
                }
                next++;
            }
        }
        return report(Optional.empty());
    }

    private Report report(Optional<Fault> fault) {
        return new Report(next, privateParts, erased, fault);
    }

    private Optional<Fault> fault(StoredEvent event) {
        if (event.position() != next) {
            return at(next, "is missing, the next event is at " + event.position());
        }
        if (event.recorded().isBefore(recorded)) {
            return at(next, "is recorded at " + event.recorded() + ", earlier than the one before");
        }
        recorded = event.recorded();
        return outOfOrder(event).or(() -> unreadable(event)).or(() -> broken(event));
    }

    private static Optional<Fault> at(long position, String what) {
        return Optional.of(new Fault(position, what));
    }

    private Optional<Fault> outOfOrder(StoredEvent event) {
        Long remembered = lastSequences.get(event.stream());
        boolean follows =
                remembered != null ? event.sequence() == remembered + 1 : isFollowing(event);
        lastSequences.put(event.stream(), event.sequence());
        return follows
                ? Optional.empty()
                : at(
                        event.position(),
                        "has sequence "
                                + event.sequence()
                                + " of stream "
                                + event.stream()
                                + ", which does not follow the one before");
    }

    /** Of a stream not remembered: the store itself is asked what stands before and here. */
    private boolean isFollowing(StoredEvent event) {
        if (event.sequence() < 0) {
            return false;
        }
        List<StoredEvent> around =
                log.readStream(event.stream(), Math.max(-1, event.sequence() - 2), 2);
        int here = event.sequence() == 0 ? 0 : 1;
        return around.size() > here
                && around.get(here).position() == event.position()
                && around.get(here).sequence() == event.sequence()
                && (here == 0
                        || around.get(0).sequence() == event.sequence() - 1
                                && around.get(0).position() < event.position());
    }

    private Optional<Fault> unreadable(StoredEvent event) {
        try {
            codec.decode(event);
        } catch (UnreadableEntryException fault) {
            return at(
                    event.position(),
                    "cannot be read: " + oneLine(String.valueOf(fault.getMessage())));
        }
        return Optional.empty();
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private Optional<Fault> broken(StoredEvent event) {
        JsonNode entry;
        try {
            entry = Json.COMPACT.readTree(event.entry());
        } catch (JacksonException damage) {
            return at(event.position(), "has an entry that is no JSON");
        }
        if (!entry.path("source").asString("").equals(event.stream())) {
            return at(event.position(), "has an entry of another stream");
        }
        if (!entry.path("sequence").isIntegralNumber()
                || entry.path("sequence").asLong() != event.sequence()) {
            return at(event.position(), "has an entry of another sequence");
        }
        if (!entry.path("specversion").asString("").equals("1.0")) {
            return at(event.position(), "has an entry that is no CloudEvent 1.0");
        }
        return uncommitted(event, entry);
    }

    private Optional<Fault> uncommitted(StoredEvent event, JsonNode entry) {
        PrivatePart part = event.privatePart();
        if (part == null) {
            erased += entry.has("privatehash") ? 1 : 0;
            return Optional.empty();
        }
        privateParts++;
        if (!entry.path("privatehash").asString("").equals(EntryCodec.hash(part))) {
            return at(event.position(), "has a private part that is not the one committed to");
        }
        return entry.path("subject").asString("").equals(part.subject())
                ? Optional.empty()
                : at(event.position(), "has a private part of another subject");
    }
}
