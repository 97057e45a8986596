package io.minutebook.bench;

import com.mongodb.ConnectionString;
import io.minutebook.infra.axon.AxonSetup;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.CommitOutcome;
import io.minutebook.infra.eventlog.CommitWriter;
import io.minutebook.infra.eventlog.mongo.MongoCommitLog;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.record.EntryCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandBus;

/**
 * Commands a second: this log, one write per command, and the engines that Axon brings, in one run.
 * On SQLite; with the URI of a replica set as an argument, whose database is dropped, also there.
 */
public final class CommandBench {

    private static final int MEETINGS = 500;
    private static final int CALLERS = 64;
    private static final int WARM_UP = 5_000;
    private static final int TIMES = 30_000;
    private static final int[] IN_FLIGHT = {1, 8, 64, 256, 1_000};
    private static final String MANY = CALLERS + " callers, " + MEETINGS + " meetings";

    private CommandBench() {}

    /** A log of its own, with something between queue and store. */
    private interface Opening {
        CommitLog open(UnaryOperator<CommitWriter> between) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Executor again =
                Executors.newFixedThreadPool(
                        8, Thread.ofPlatform().daemon().name("again-", 1).factory());
        System.out.println("| store | load | commands/s | p50 ms | p99 ms | of the ceiling |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: |");
        double ceiling = manyMeetings("Axon in memory", MANY, AxonEngines.inMemory(), 0);
        manyMeetings("Axon JDBC on SQLite", MANY, AxonEngines.jdbc(folder()), ceiling);
        double hotCeiling = hot("Axon in memory", AxonEngines.inMemory(), 64, 0);
        measure("SQLite", CommandBench::sqlite, again, ceiling, hotCeiling);
        if (arguments.length > 0) {
            try (MongoConnection connection =
                    MongoConnection.open(new ConnectionString(arguments[0]))) {
                Opening opening = between -> MongoCommitLog.open(connection, clock(), between);
                measure("MongoDB", opening, again, ceiling, hotCeiling);
                connection.database().drop();
            }
        }
        System.exit(0);
    }

    private static void measure(
            String store, Opening opening, Executor again, double ceiling, double hotCeiling)
            throws Exception {
        try (CommitLog log = opening.open(writer -> writer)) {
            manyMeetings("this log on " + store, MANY, bus(log, again), ceiling);
        }
        try (CommitLog log = opening.open(OneByOne::new)) {
            hot("one write per command, " + store, bus(log, again), 64, hotCeiling);
        }
        for (int inFlight : IN_FLIGHT) {
            try (CommitLog log = opening.open(writer -> writer)) {
                hot("this log on " + store, bus(log, again), inFlight, hotCeiling);
            }
        }
    }

    private static CommandBus bus(CommitLog log, Executor again) {
        return AxonSetup.commandBus(log, new EntryCodec(new SecureRandom()), again);
    }

    private static double manyMeetings(String store, String load, CommandBus bus, double ceiling)
            throws InterruptedException {
        Load meetings = new Load(bus, MEETINGS);
        meetings.callers(CALLERS, WARM_UP);
        return print(store, load, meetings.callers(CALLERS, TIMES), ceiling);
    }

    private static double hot(String store, CommandBus bus, int inFlight, double ceiling)
            throws InterruptedException {
        Load one = new Load(bus, 1);
        int times = inFlight == 1 || store.startsWith("one write") ? 2_000 : TIMES;
        one.inFlight(inFlight, times / 6);
        String load = "one meeting, " + inFlight + " in flight";
        return print(store, load, one.inFlight(inFlight, times), ceiling);
    }

    private static double print(String store, String load, Load.Result result, double ceiling) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.2f | %.2f | %s |%n",
                store,
                load,
                result.perSecond(),
                result.p50Millis(),
                result.p99Millis(),
                ceiling == 0
                        ? "1"
                        : String.format(Locale.ROOT, "%.2f", result.perSecond() / ceiling));
        return result.perSecond();
    }

    private static CommitLog sqlite(UnaryOperator<CommitWriter> between) throws Exception {
        return SqliteCommitLog.open(folder(), clock(), between);
    }

    private static Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    private static Path folder() throws Exception {
        Path folder = Files.createTempDirectory("minutebook-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        return folder;
    }

    /** Writes each commit of a group by itself, as a store without group commit does. */
    private record OneByOne(CommitWriter file) implements CommitWriter {

        @Override
        public List<CommitOutcome> write(List<io.minutebook.infra.eventlog.Commit> commits) {
            List<CommitOutcome> outcomes = new ArrayList<>();
            commits.forEach(commit -> outcomes.addAll(file.write(List.of(commit))));
            return outcomes;
        }

        @Override
        public long head() {
            return file.head();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
