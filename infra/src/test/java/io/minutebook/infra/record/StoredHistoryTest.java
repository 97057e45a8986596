package io.minutebook.infra.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.MovedClock;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.record.EntryCodec.Cause;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredHistoryTest {

    private static final String ONE = "01HXYZ0000000000000000000A";
    private static final String OTHER = "01HXYZ0000000000000000000B";

    @TempDir Path folder;
    private final EntryCodec codec = new EntryCodec(new SecureRandom());
    private CommitLog log;
    private StoredHistory history;

    @BeforeEach
    void open() {
        log = SqliteCommitLog.open(folder, new MovedClock());
        history = new StoredHistory(log, codec);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void say(String meeting, long sequence, String text) {
        append(
                codec.encode(
                        UUID.randomUUID().toString(),
                        sequence,
                        Events.message(meeting, text),
                        Cause.UNKNOWN));
    }

    private void append(NewEvent event) {
        log.append(new Commit(UUID.randomUUID().toString(), List.of(event), List.of())).join();
    }

    @Test
    void readsTheWholeAndOneMeeting() {
        say(ONE, 0, "a");
        say(OTHER, 0, "b");
        say(ONE, 1, "c");
        assertThat(history.id()).isEqualTo(log.id());
        assertThat(history.head()).isEqualTo(2);
        assertThat(history.lastSequence(new MeetingId(ONE))).isEqualTo(1);
        assertThat(history.lastSequence(new MeetingId("01HXYZ0000000000000000000C"))).isEqualTo(-1);
        assertThat(history.all(-1, 10))
                .extracting(RecordedEvent::event)
                .containsExactly(
                        Events.message(ONE, "a"),
                        Events.message(OTHER, "b"),
                        Events.message(ONE, "c"));
        assertThat(history.ofMeeting(new MeetingId(ONE), 0, 10))
                .extracting(RecordedEvent::position)
                .containsExactly(2L);
    }

    @Test
    void isAsNewAsTheLogThoughItKeepsWhatItReadLast() {
        for (int i = 0; i < 20; i++) {
            say(ONE, i, "line " + i);
            assertThat(history.all(i - 1, 10)).hasSize(1);
            assertThat(history.all(-1, 100))
                    .extracting(RecordedEvent::position)
                    .startsWith(0L)
                    .doesNotHaveDuplicates();
        }
        long position = -1;
        for (List<RecordedEvent> page = history.all(position, 7);
                !page.isEmpty();
                page = history.all(position, 7)) {
            assertThat(page.get(0).position()).isEqualTo(position + 1);
            position = page.get(page.size() - 1).position();
        }
        assertThat(position).isEqualTo(19);
    }

    @Test
    void whatItKeepsIsNotTakenForTheEnd() {
        say(ONE, 0, "a");
        say(ONE, 1, "b");
        assertThat(history.all(-1, 2)).hasSize(2);
        say(ONE, 2, "c");
        assertThat(history.all(0, 10)).extracting(RecordedEvent::position).containsExactly(1L, 2L);
    }

    @Test
    void stopsAtAnEntryItCannotRead() {
        say(ONE, 0, "a");
        append(new NewEvent(ONE, 1, "{}".getBytes(StandardCharsets.UTF_8), null));
        assertThat(history.all(-1, 1)).hasSize(1);
        assertThatThrownBy(() -> history.all(0, 10)).isInstanceOf(UnreadableEntryException.class);
        assertThatThrownBy(() -> history.ofMeeting(new MeetingId(ONE), -1, 10))
                .isInstanceOf(UnreadableEntryException.class);
    }

    @Test
    void saysThatTheLogCannotBeRead() {
        log.close();
        assertThatThrownBy(() -> history.all(-1, 10)).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> history.lastSequence(new MeetingId(ONE)))
                .isInstanceOf(LogUnavailableException.class);
    }
}
