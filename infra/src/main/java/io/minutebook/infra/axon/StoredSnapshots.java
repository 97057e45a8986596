package io.minutebook.infra.axon;

import io.minutebook.command.state.MeetingState;
import io.minutebook.command.state.StateJson;
import io.minutebook.infra.axon.Snapshots.Snapshot;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.UnreadableEntryException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Snapshots as documents beside the views, one of each meeting; they may be deleted at any time.
 * One counts only where its last event is that of the log: the log may be another, or may have been
 * restored to what it was before.
 */
final class StoredSnapshots {

    static final String COLLECTION = "meeting_snapshots";

    private final CommitLog log;
    private final EntryCodec codec;
    private final DocumentStore views;
    private final int bytesMax;

    /** What is looked at before the rest is read. */
    private record Header(String log, int format, long sequence, String event) {}

    /**
     * @param log id of the log
     * @param event id of the last event
     */
    private record Kept(String log, int format, long sequence, String event, MeetingState state) {}

    /**
     * What stands in a snapshot's place.
     *
     * @param version of the document, 0 for none
     * @param snapshot empty where there is none, or it counts for nothing
     */
    record Place(long version, Optional<Snapshot> snapshot) {

        /** Whether there is a document, and it counts for nothing. */
        boolean isRefused() {
            return version > 0 && snapshot.isEmpty();
        }
    }

    /**
     * @param bytesMax what is not kept is larger than this
     */
    StoredSnapshots(CommitLog log, EntryCodec codec, DocumentStore views, int bytesMax) {
        this.log = log;
        this.codec = codec;
        this.views = views;
        this.bytesMax = bytesMax;
        views.declare(new CollectionSpec(COLLECTION, List.of()));
    }

    /**
     * @throws io.minutebook.kernel.log.LogUnavailableException where the documents cannot be read
     * @throws io.minutebook.infra.eventlog.StoreFailedException where the log cannot be
     */
    Place find(String stream) {
        Document document = views.get(COLLECTION, stream).orElse(null);
        return document == null
                ? new Place(0, Optional.empty())
                : new Place(document.version(), read(stream, document.json()));
    }

    private Optional<Snapshot> read(String stream, String json) {
        try {
            Header header = StateJson.MAPPER.readValue(json, Header.class);
            if (!log.id().equals(header.log())
                    || header.format() != StateJson.FORMAT
                    || !isInLog(stream, header)) {
                return Optional.empty();
            }
            MeetingState state = StateJson.MAPPER.readValue(json, Kept.class).state();
            return state.id().value().equals(stream)
                    ? Optional.of(new Snapshot(header.sequence(), state))
                    : Optional.empty();
        } catch (JacksonException | UnreadableEntryException damage) {
            return Optional.empty();
        }
    }

    private boolean isInLog(String stream, Header header) {
        return log.readStream(stream, header.sequence() - 1, 1).stream()
                .anyMatch(
                        event ->
                                event.sequence() == header.sequence()
                                        && codec.decode(event).eventId().equals(header.event()));
    }

    /**
     * Puts a snapshot where {@code place} still is as it was found.
     *
     * @param last the event that {@code snapshot} ends with
     * @return false where it is too large for a document
     * @throws io.minutebook.kernel.store.StaleDocumentException where another was faster
     */
    boolean keep(String stream, Place place, Snapshot snapshot, StoredEvent last) {
        String json =
                StateJson.MAPPER.writeValueAsString(
                        new Kept(
                                log.id(),
                                StateJson.FORMAT,
                                snapshot.sequence(),
                                codec.decode(last).eventId(),
                                snapshot.state()));
        if (json.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            return false;
        }
        views.write(new Batch().replace(COLLECTION, stream, place.version(), json));
        return true;
    }
}
