package io.minutebook.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Rooms and how much is said in them.
 *
 * @param idle members of one room more, in which nothing is said
 * @param window lines under way at once in each room while as much as possible is said
 * @param perSecond lines in all while latency is measured
 */
record LiveShape(String name, int rooms, int size, int idle, int window, int perSecond) {

    static final String HEAD =
            """
            | members | server | deliveries/s | per CPU second of the server | paced, lines/s | p50 ms | p99 ms |
            | --- | --- | ---: | ---: | ---: | ---: | ---: |""";

    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final String LINE = " A line of ordinary length.";

    /** Lets {@code server} run until it is as fast as it gets. */
    static void warmUp(LiveServer server) throws IOException, InterruptedException {
        List<LiveRoom> rooms = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rooms.add(LiveRoom.open(server, 20, LINE));
        }
        rooms.forEach(room -> room.go(4));
        Thread.sleep(server.warmUp());
        rooms.forEach(LiveRoom::stop);
        rooms.forEach(LiveRoom::close);
        server.endRooms();
    }

    /** Measures {@code server}, as a row of a table. */
    String row(LiveServer server) throws IOException, InterruptedException {
        List<LiveRoom> open = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            open.add(LiveRoom.open(server, size, LINE));
        }
        LiveRoom quiet = LiveRoom.open(server, idle, LINE);
        open.forEach(room -> room.go(window));
        Thread.sleep(server.settling());
        Duration cpu = cpu(server);
        long began = System.nanoTime();
        long before = deliveries(open);
        Thread.sleep(MEASURED);
        long deliveries = deliveries(open) - before;
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpuSeconds = cpu(server).minus(cpu).toNanos() / 1e9;
        open.forEach(LiveRoom::stop);
        Tally tally = new Tally();
        open.forEach(room -> room.tallyIn(tally));
        pace(open);
        open.forEach(LiveRoom::stop);
        open.forEach(LiveRoom::close);
        quiet.close();
        server.endRooms();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %,.0f | %,d | %.1f | %.1f |",
                name,
                server.name(),
                deliveries / seconds,
                deliveries / cpuSeconds,
                perSecond,
                tally.percentile(50),
                tally.percentile(99));
    }

    /** Lines at even distances, however long they take to arrive. */
    private void pace(List<LiveRoom> open) {
        long began = System.nanoTime();
        long lines = perSecond * MEASURED.toSeconds();
        for (int i = 0; i < lines; i++) {
            long due = began + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            open.get(i % open.size()).say();
        }
    }

    private static long deliveries(List<LiveRoom> rooms) {
        return rooms.stream().mapToLong(LiveRoom::deliveries).sum();
    }

    private static Duration cpu(LiveServer server) {
        return server.process().info().totalCpuDuration().orElseThrow();
    }
}
