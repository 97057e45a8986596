package io.minutebook.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a hundred members who stop reading cost a meeting in which a hundred go on. */
final class StalledReaders {

    static final String HEAD =
            """
            | sent to each reader, MB | heap MB | stalled readers closed with 4001 |
            | ---: | ---: | ---: |""";

    private static final int READERS = 100;
    private static final String WORDS = "x".repeat(3_900);
    private static final int LINES_PER_STEP = 500;
    private static final int STEPS = 4;
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private StalledReaders() {}

    /** A row before anything is sent, and one after each two megabytes. */
    static List<String> rows(MeasuredNode node) throws IOException, InterruptedException {
        List<Seat> seats = node.open(2 * READERS);
        LiveRoom reading = LiveRoom.of(seats.subList(0, READERS), WORDS);
        List<LiveSocket> stalled = new ArrayList<>();
        for (Seat seat : seats.subList(READERS, 2 * READERS)) {
            LiveSocket socket =
                    new LiveSocket(seat, line -> {}).ready().orTimeout(30, TimeUnit.SECONDS).join();
            socket.stall();
            stalled.add(socket);
        }
        List<String> rows = new ArrayList<>();
        rows.add(row(node, 0));
        for (int step = 1; step <= STEPS; step++) {
            for (int i = 0; i < LINES_PER_STEP; i++) {
                reading.say();
                reading.stop(); // the next one once all who read have it
            }
            Thread.sleep(SETTLED);
            rows.add(row(node, step * LINES_PER_STEP * WORDS.length() / 1e6));
        }
        stalled.forEach(LiveSocket::close);
        reading.close();
        return rows;
    }

    private static String row(MeasuredNode node, double megabytes)
            throws IOException, InterruptedException {
        return String.format(
                Locale.ROOT,
                "| %.1f | %.1f | %d |",
                megabytes,
                Memory.heap(node.process()) / 1e6,
                node.droppedAsTooSlow());
    }
}
