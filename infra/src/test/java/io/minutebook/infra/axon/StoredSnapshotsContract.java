package io.minutebook.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.infra.axon.Snapshots.Snapshot;
import io.minutebook.infra.axon.StoredSnapshots.Place;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.StaleDocumentException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of a meeting counts where it fits the log, and only there. */
abstract class StoredSnapshotsContract {

    private static final int LAST = 50;

    private final EntryCodec codec = new EntryCodec(new SecureRandom());
    private StoredSnapshots snapshots;
    private LongMeeting meeting;

    abstract CommitLog log();

    abstract DocumentStore views();

    /** The same documents, as another node has them. */
    abstract DocumentStore otherViews();

    @BeforeEach
    void begin() {
        snapshots = on(views());
        meeting = new LongMeeting(log(), codec).upTo(LAST + 1);
    }

    private StoredSnapshots on(DocumentStore views) {
        return new StoredSnapshots(log(), codec, views, DocumentStore.DOCUMENT_BYTES_MAX);
    }

    private Place find() {
        return snapshots.find(meeting.stream());
    }

    private boolean keep(StoredSnapshots where, Place place, long sequence) {
        return where.keep(
                meeting.stream(),
                place,
                new Snapshot(sequence, meeting.state(sequence)),
                meeting.event(sequence));
    }

    @Test
    void readsBackWhatWasKept() {
        assertThat(find().snapshot()).isEmpty();
        assertThat(keep(snapshots, find(), 20)).isTrue();
        assertThat(find().snapshot()).contains(new Snapshot(20, meeting.state(20)));
        assertThat(keep(snapshots, find(), LAST)).isTrue();
        assertThat(find().snapshot()).contains(new Snapshot(LAST, meeting.state(LAST)));
    }

    @Test
    void ofAnotherLogItCountsForNothing() {
        changed(kept -> kept.put("log", "01HXYZ0000000000000000000Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void ofAnotherFormatItCountsForNothing(int change) {
        changed(kept -> kept.put("format", kept.get("format").asInt() + change));
    }

    @Test
    void aheadOfTheStreamItCountsForNothing() {
        changed(kept -> kept.put("sequence", LAST + 1));
    }

    @Test
    void afterAnotherEventThanTheLogsItCountsForNothing() {
        changed(kept -> kept.put("event", codec.decode(meeting.event(19)).eventId()));
    }

    @Test
    void ofAnotherMeetingItCountsForNothing() {
        changed(kept -> ((ObjectNode) kept.get("state")).put("id", "01HXYZ0000000000000000000Z"));
    }

    @Test
    void withoutAStateItCountsForNothing() {
        changed(kept -> kept.remove("state"));
        changed(kept -> kept.putNull("log"));
        changed(kept -> ((ObjectNode) kept.get("state")).remove("people"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA==", "AAAAAAAAAAAAAAAAAAAAAAk=", "/////////////////////w==", "%"})
    void withDamagedMessagesItCountsForNothing(String entries) {
        changed(kept -> ((ObjectNode) kept.at("/state/messages")).put("entries", entries));
    }

    /** What cannot be used is taken for none, and gives way to the next. */
    private void changed(Consumer<ObjectNode> change) {
        keep(snapshots, find(), 20);
        ObjectNode kept =
                (ObjectNode)
                        Json.COMPACT.readTree(
                                views().get(StoredSnapshots.COLLECTION, meeting.stream())
                                        .orElseThrow()
                                        .json());
        change.accept(kept);
        views().write(
                        new Batch()
                                .put(
                                        StoredSnapshots.COLLECTION,
                                        meeting.stream(),
                                        Json.COMPACT.writeValueAsString(kept)));
        assertThat(find().snapshot()).isEmpty();
        assertThat(find().isRefused()).isTrue();
        keep(snapshots, find(), 30);
        assertThat(find().snapshot()).contains(new Snapshot(30, meeting.state(30)));
    }

    @Test
    void isDeletedWithoutHarm() {
        keep(snapshots, find(), 20);
        views().clear(StoredSnapshots.COLLECTION);
        assertThat(find()).isEqualTo(new Place(0, java.util.Optional.empty()));
        assertThat(keep(snapshots, find(), 20)).isTrue();
    }

    @Test
    void neverTakesThePlaceOfWhatWasKeptMeanwhile() {
        Place before = find();
        keep(on(otherViews()), find(), 40);
        assertThatThrownBy(() -> keep(snapshots, before, 20))
                .isInstanceOf(StaleDocumentException.class);
        assertThat(find().snapshot()).contains(new Snapshot(40, meeting.state(40)));
    }

    @Test
    void neverGoesBackHoweverManyNodesKeepIt() throws Exception {
        List<StoredSnapshots> nodes = List.of(snapshots, on(otherViews()));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 3; i <= LAST; i++) {
                int sequence = i;
                StoredSnapshots node = nodes.get(i % 2);
                running.add(threads.submit(() -> keepUnlessNewer(node, sequence)));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(find().snapshot()).contains(new Snapshot(LAST, meeting.state(LAST)));
    }

    private void keepUnlessNewer(StoredSnapshots node, int sequence) {
        while (true) {
            Place place = node.find(meeting.stream());
            if (place.snapshot().map(Snapshot::sequence).orElse(-1L) >= sequence) {
                return;
            }
            try {
                keep(node, place, sequence);
                return;
            } catch (StaleDocumentException overtaken) {
                assertThat(node.find(meeting.stream()).version()).isGreaterThan(place.version());
            }
        }
    }
}
