package io.minutebook.bench;

import io.minutebook.command.state.MeetingState;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.query.meeting.RoomFold;
import io.minutebook.query.meeting.RoomView;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Events a second when a log on SQLite is read again, on one thread: its rows, their decoding, the
 * fold of what the meetings view holds, each alone and all together. Writing the view's documents
 * is not counted.
 */
public final class ReplayBench {

    private static final int EVENTS = 200_000;
    private static final int PAGE = 500;
    private static final int WARM_UPS = 2;
    private static final int RUNS = 5;

    private final SqliteCommitLog log;
    private final EntryCodec codec;

    private ReplayBench(SqliteCommitLog log, EntryCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    /** Goes over all events, and answers how many there were. */
    private interface Pass {
        int run();
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("minutebook-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        EntryCodec codec = new EntryCodec(new SecureRandom());
        try (SqliteCommitLog log = SqliteCommitLog.open(folder, Clock.tickMillis(ZoneOffset.UTC))) {
            new Journal(codec).growTo(log, EVENTS);
            new ReplayBench(log, codec).run();
        }
        System.exit(0);
    }

    private void run() {
        List<StoredEvent> stored = new ArrayList<>();
        eachPage(stored::addAll);
        List<RecordedEvent> decoded = stored.stream().map(codec::decode).toList();
        long bytes = stored.stream().mapToLong(ReplayBench::bytes).sum();
        System.out.printf(
                Locale.ROOT,
                "%,d events, %,d bytes each%n%n",
                stored.size(),
                bytes / stored.size());
        System.out.println("| step | events per second of a core | events/s by the clock |");
        System.out.println("| --- | ---: | ---: |");
        measure("rows read", () -> eachPage(page -> {}));
        measure("decoded, from memory", () -> count(stored.stream().map(codec::decode).toList()));
        measure("folded, from memory", () -> folded(decoded));
        measure("read and decoded", () -> eachPage(page -> page.forEach(codec::decode)));
        measure("replay: read, decoded and folded", this::replayed);
        measure("likewise, into the state that commands see", this::replayedState);
    }

    private static long bytes(StoredEvent event) {
        return event.entry().length
                + (event.privatePart() == null ? 0 : event.privatePart().text().length);
    }

    private static int count(List<?> all) {
        return all.size();
    }

    private int replayed() {
        Map<MeetingId, RoomView> views = new HashMap<>();
        return eachPage(page -> page.forEach(event -> fold(views, codec.decode(event))));
    }

    private static int folded(List<RecordedEvent> events) {
        Map<MeetingId, RoomView> views = new HashMap<>();
        events.forEach(event -> fold(views, event));
        return events.size();
    }

    private static void fold(Map<MeetingId, RoomView> views, RecordedEvent event) {
        views.compute(event.meetingEvent().meetingId(), (id, view) -> RoomFold.fold(view, event));
    }

    private int replayedState() {
        Map<MeetingId, MeetingState> states = new HashMap<>();
        return eachPage(
                page ->
                        page.stream()
                                .map(event -> codec.decode(event).meetingEvent())
                                .forEach(
                                        event ->
                                                states.compute(
                                                        event.meetingId(),
                                                        (id, state) ->
                                                                state == null
                                                                        ? MeetingState.of(
                                                                                (MeetingCreated)
                                                                                        event)
                                                                        : state.after(event))));
    }

    private int eachPage(java.util.function.Consumer<List<StoredEvent>> work) {
        int count = 0;
        List<StoredEvent> page = log.readAll(-1, PAGE);
        while (!page.isEmpty()) {
            work.accept(page);
            count += page.size();
            page = log.readAll(page.get(page.size() - 1).position(), PAGE);
        }
        return count;
    }

    /** The best of some runs: others use the machine too. */
    private static void measure(String step, Pass pass) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double perCore = 0;
        double perSecond = 0;
        for (int i = 0; i < WARM_UPS + RUNS; i++) {
            long start = System.nanoTime();
            long used = threads.getCurrentThreadCpuTime();
            int events = pass.run();
            double ofCore = events * 1e9 / (threads.getCurrentThreadCpuTime() - used);
            double ofClock = events * 1e9 / (System.nanoTime() - start);
            perCore = i < WARM_UPS ? perCore : Math.max(perCore, ofCore);
            perSecond = i < WARM_UPS ? perSecond : Math.max(perSecond, ofClock);
        }
        System.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f |%n", step, perCore, perSecond);
    }
}
