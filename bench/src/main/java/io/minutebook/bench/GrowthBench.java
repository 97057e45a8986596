package io.minutebook.bench;

import io.minutebook.infra.axon.AxonSetup;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.query.MeetingQuery.FindMeetings;
import io.minutebook.query.meeting.MeetingList;
import io.minutebook.query.meeting.Rooms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;

/**
 * What a store of a thousand events costs, and one of a million, on SQLite: commands, appends, a
 * meeting loaded (by a command that is refused, so that nothing is written), shown and listed, and
 * the start. The argument is the largest log, in events.
 */
public final class GrowthBench {

    private static final long SMALLEST = 1_000;
    private static final String LARGEST = "1000000";
    private static final int CALLERS = 64;
    private static final int COMMANDS = 10_000;
    private static final int MEETINGS = 100;
    private static final int TRIES = 100;
    private static final int STARTS = 5;
    private static final int PAGE = 20;

    private final EntryCodec codec = new EntryCodec(new SecureRandom());
    private final Random random = new Random(3);
    private final ExecutorService again = Executors.newFixedThreadPool(8);
    private final Path folder;

    private GrowthBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("minutebook-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        long largest = Long.parseLong(arguments.length == 0 ? LARGEST : arguments[0]);
        new GrowthBench(folder).run(largest);
        System.exit(0);
    }

    private void run(long largest) throws Exception {
        Journal journal = new Journal(codec);
        try (BenchStore store = BenchStore.open(folder, codec)) { // the first measure warms up
            journal.growTo(store.log(), SMALLEST);
            measured(store, journal);
        }
        System.out.println(
                "| events | commands/s | appends/s | load a meeting, ms | GET it, ms | list a page, ms"
                        + " | start, ms |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (long events = SMALLEST; events <= largest; events *= 10) {
            String row;
            try (BenchStore store = BenchStore.open(folder, codec)) {
                journal.growTo(store.log(), events);
                row = measured(store, journal);
            }
            System.out.printf(
                    Locale.ROOT, "| %,d | %s | %.1f |%n", events, row, millis(STARTS, this::start));
        }
    }

    /** To where requests could be answered; without the virtual machine and the HTTP server. */
    private Object start() {
        try (BenchStore store = BenchStore.open(folder, codec)) {
            store.awaitViews();
            return store.log().head();
        }
    }

    private String measured(BenchStore store, Journal journal) throws Exception {
        store.awaitViews();
        CommandBus bus = bus(store.log());
        Load load = new Load(bus, MEETINGS);
        load.callers(CALLERS, COMMANDS / 5);
        double commands = load.callers(CALLERS, COMMANDS).perSecond();
        double appends = journal.appendsPerSecond(store.log(), CALLERS, COMMANDS);
        store.awaitViews();
        Iterator<CommandBus> cold =
                Stream.generate(() -> bus(store.log())).limit(TRIES).toList().iterator();
        double loading =
                millis(
                        TRIES,
                        () -> {
                            int number = random.nextInt(journal.meetings().size());
                            return Load.refuse(
                                    cold.next(),
                                    journal.meetings().get(number),
                                    Caller.of(Journal.host(number)));
                        });
        store.awaitViews();
        double shown =
                millis(
                        TRIES,
                        () -> {
                            int number = random.nextInt(journal.meetings().size());
                            Rooms nothingKept = new Rooms(store.history(), store.meetings());
                            return nothingKept.now(journal.meetings().get(number));
                        });
        MeetingList list = new MeetingList(store.history(), store.meetings());
        double listed =
                millis(
                        TRIES,
                        () -> {
                            int number = random.nextInt(journal.meetings().size());
                            Caller host = Caller.of(Journal.host(number));
                            return list.find(new FindMeetings(host, null, null, null, PAGE, null));
                        });
        return String.format(
                Locale.ROOT,
                "%,.0f | %,.0f | %.2f | %.2f | %.2f",
                commands,
                appends,
                loading,
                shown,
                listed);
    }

    /** With nothing in memory. */
    private CommandBus bus(CommitLog log) {
        return AxonSetup.commandBus(log, codec, again);
    }

    /** The median. */
    private static double millis(int times, Callable<?> work) throws Exception {
        double[] took = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.call();
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(took);
        return took[times / 2];
    }
}
