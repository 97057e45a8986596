package io.minutebook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of chat on their way to live connections, from before they are sent over HTTP until each
 * member has them; and what a connection that hears nothing takes of the heap. The product is a
 * process of its own, on SQLite; the members are this process.
 */
public final class LiveBench {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Duration PACE = Duration.ofMillis(50);
    private static final int PACED = 100;
    private static final int HURRIED = 300;

    private LiveBench() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| members | deliveries/s | deliveries per second of the server's processors | p50 ms |"
                        + " p99 ms |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        measure("1 meeting of 1,000", 1, 999, 0);
        measure("100 meetings of 10", 100, 9, 0);
        measure("1 meeting of 10, beside 1,000 idle", 1, 9, 1_000);
        idle();
        System.exit(0);
    }

    /**
     * @param members of each meeting, beside its host, who speaks
     * @param idle members of a meeting in which nothing happens
     */
    private static void measure(String what, int meetings, int members, int idle) throws Exception {
        Path data = folder();
        Node node = Node.start(data, "sqlite:" + data);
        Members heard = new Members(node);
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < meetings; i++) {
            rooms.add(heard.meeting(members));
        }
        if (idle > 0) {
            heard.meeting(idle - 1);
        }
        int each = members;
        speak(heard, rooms, 20 * meetings, each, Duration.ZERO); // warm-up
        double[] waits = speak(heard, rooms, PACED, each, PACE).millis();
        Duration before = node.process().info().totalCpuDuration().orElseThrow();
        Run hurried = speak(heard, rooms, HURRIED, each, Duration.ZERO);
        Duration used = node.process().info().totalCpuDuration().orElseThrow().minus(before);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.1f | %.1f |%n",
                what,
                hurried.millis().length / hurried.seconds(),
                hurried.millis().length * 1e9 / used.toNanos(),
                waits[waits.length / 2],
                waits[(int) (waits.length * 0.99)]);
        heard.close();
        node.kill();
    }

    /** Sorted delivery times, and how long it took in all. */
    private record Run(double[] millis, double seconds) {}

    private static Run speak(
            Members heard, List<String> rooms, int lines, int members, Duration pace)
            throws Exception {
        heard.expect(lines * members);
        long began = System.nanoTime();
        for (int i = 0; i < lines; i++) {
            heard.say(rooms.get(i % rooms.size()), !pace.isZero());
            TimeUnit.NANOSECONDS.sleep(pace.toNanos());
        }
        double[] millis = heard.awaitMillis();
        double seconds = (System.nanoTime() - began) / 1e9;
        Arrays.sort(millis);
        return new Run(millis, seconds);
    }

    private static void idle() throws Exception {
        Path data = folder();
        Node node = Node.start(data, "sqlite:" + data);
        Members first = new Members(node);
        first.meeting(199);
        long before = heapKib(node);
        List<Members> more = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Members members = new Members(node);
            members.meeting(199);
            more.add(members);
        }
        long after = heapKib(node);
        System.out.printf(
                Locale.ROOT,
                "%n%,d further idle connections: %.1f KiB of heap each%n",
                1_990,
                (after - before) / 1_990.0);
        more.forEach(Members::close);
        node.kill();
    }

    private static long heapKib(Node node) throws IOException, InterruptedException {
        jcmd(node, "GC.run");
        jcmd(node, "GC.run");
        Matcher used = USED.matcher(jcmd(node, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("the heap does not tell");
        }
        return Long.parseLong(used.group(1));
    }

    private static String jcmd(Node node, String what) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(node.process().pid()),
                                what)
                        .start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("minutebook-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        return folder;
    }
}
