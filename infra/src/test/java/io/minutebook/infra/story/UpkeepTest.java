package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.minutebook.infra.eventlog.Commits;
import io.minutebook.infra.eventlog.sqlite.SqliteCommitLog;
import io.minutebook.infra.main.CommandRun;
import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.store.DocumentArchive;
import io.minutebook.infra.store.SqliteDocumentArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores are checked, copied and rebuilt by the commands that operators have. */
class UpkeepTest {

    private static final String PASSWORD = "correct horse";
    private static final List<String> VIEWS = List.of("meetings", "chat", "due");

    @TempDir Path data;
    @TempDir Path other;
    @TempDir Path third;

    /** A store that has been used, and the meeting in it. */
    private String used(Path folder, String store) {
        try (Server server = on(folder, store)) {
            Person alice = server.person("alice");
            String meeting =
                    Given.running(alice, Map.of("require_password", true, "password", PASSWORD));
            Given.done(joinsWithPassword(server, meeting, "bob"));
            for (int i = 0; i < 5; i++) {
                Given.done(alice.says(meeting, "line " + i));
            }
            await().untilAsserted(() -> assertCaughtUp(server));
            return meeting;
        }
    }

    private static Server on(Path folder, String store) {
        return Server.on(folder, Map.of("minutebook.store.uri", store));
    }

    private static Person.Reply joinsWithPassword(Server server, String meeting, String who) {
        return server.person(who)
                .post(
                        Person.path(meeting, "join"),
                        Map.of("device_type", "desktop", "password", PASSWORD));
    }

    private static String sqlite(Path folder) {
        return "sqlite:" + folder;
    }

    private static List<String> answers(Path folder, String store, String meeting) {
        try (Server server = on(folder, store)) {
            Person alice = server.person("alice");
            return List.of("status", "participants", "chat", "security/policy", "history").stream()
                    .map(
                            what -> {
                                Person.Reply reply = alice.get(Person.path(meeting, what));
                                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                                return reply.data().toString();
                            })
                    .toList();
        }
    }

    private void behindItsBack(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("log.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static CommandRun check(String store) {
        return CommandRun.of("check", "--store", store);
    }

    private static void assertFaulty(CommandRun run, long position) {
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out()).contains("position " + position + " ");
    }

    private static void assertUnusable(CommandRun run) {
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
    }

    private static void assertDone(CommandRun run) {
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void checkFindsAUsedStoreSound() {
        used(data, sqlite(data));
        assertDone(check(sqlite(data)));
        assertDone(CommandRun.of("check", "--minutebook.store.uri=" + sqlite(data)));
    }

    @Test
    void checkFindsTheStoreInAConfigurationFile() throws IOException {
        used(data, sqlite(data));
        Path file = other.resolve("minutebook.properties");
        Files.writeString(file, "minutebook.store.uri=" + sqlite(data).replace("\\", "/"));
        assertDone(CommandRun.of("check", "--spring.config.location=file:" + file));
        assertUnusable(CommandRun.of("check", "--spring.config.location=file:" + third + "/none"));
        assertUnusable(CommandRun.of("check", "--sotre", sqlite(data)));
    }

    @Test
    void checkTakesAnErasedTextForSound() throws SQLException {
        used(data, sqlite(data));
        behindItsBack("DELETE FROM private_parts WHERE position = 0");
        CommandRun run = check(sqlite(data));
        assertDone(run);
        assertThat(run.out()).contains(" 1 erased");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | DELETE FROM events WHERE position = 3",
                "3 | UPDATE events SET sequence = sequence + 100 WHERE position = 3",
                "3 | UPDATE events SET stream = 'another' WHERE position = 3",
                "3 | UPDATE events SET recorded = 1 WHERE position = 3",
                "3 | UPDATE events SET entry = x'7b' WHERE position = 3",
                "3 | UPDATE events SET entry = CAST(replace(CAST(entry AS TEXT), '\"sequence\":',"
                        + " '\"sequence\":7') AS BLOB) WHERE position = 3",
                "3 | UPDATE events SET entry = CAST(replace(CAST(entry AS TEXT), '\"source\":\"',"
                        + " '\"source\":\"X') AS BLOB) WHERE position = 3",
                "0 | UPDATE private_parts SET salt = x'00' WHERE position = 0",
                "0 | UPDATE private_parts SET text = CAST(replace(CAST(text AS TEXT), 'Story',"
                        + " 'Glory') AS BLOB) WHERE position = 0",
                "0 | UPDATE private_parts SET subject = 'mallory' WHERE position = 0"
            })
    void checkNamesTheFirstFault(long position, String sql) throws SQLException {
        used(data, sqlite(data));
        behindItsBack(sql);
        assertFaulty(check(sqlite(data)), position);
    }

    @Test
    void checkFindsFaultsOnMongo() {
        try (RealMongo.Database database = RealMongo.database();
                MongoClient client = MongoClients.create(database.uri())) {
            used(data, database.uri());
            assertDone(check(database.uri()));
            MongoCollection<Document> commits =
                    client.getDatabase(database.name()).getCollection("commits");
            Document victim = commits.find().sort(Sorts.ascending("_id")).skip(2).first();
            assertThat(victim).isNotNull();
            long position = victim.getLong("_id");
            for (var damage :
                    List.of(
                            Updates.set("recorded", new Date(1)),
                            Updates.set("events.0.sequence", 77L),
                            Updates.set("events.0.entry", new Binary("{}".getBytes())))) {
                commits.updateOne(Filters.eq("_id", position), damage);
                assertFaulty(check(database.uri()), position);
                commits.replaceOne(Filters.eq("_id", position), victim);
            }
            assertDone(check(database.uri()));
            commits.deleteOne(Filters.eq("_id", position));
            assertFaulty(check(database.uri()), position);
        }
    }

    @Test
    void checkRefusesWhatItCannotUse() {
        assertUnusable(check(sqlite(data)));
        assertThat(data).isEmptyDirectory();
        assertUnusable(check("nonsense:" + data));
        assertUnusable(
                check("mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=300&replicaSet=rs0"));
    }

    @Test
    void copyMovesAStoreToMongoAndBack() {
        String meeting = used(data, sqlite(data));
        List<String> before = answers(data, sqlite(data), meeting);
        try (RealMongo.Database database = RealMongo.database()) {
            assertDone(copy(sqlite(data), database.uri()));
            assertDone(check(database.uri()));
            assertDone(copy(database.uri(), sqlite(other)));
            assertSameLog(data, other);
            assertThat(state(other)).isEqualTo(state(data)).isNotEmpty();
            assertThat(answers(third, database.uri(), meeting)).isEqualTo(before);
        }
        assertThat(answers(other, sqlite(other), meeting)).isEqualTo(before);
        try (Server server = on(other, sqlite(other))) {
            Given.done(joinsWithPassword(server, meeting, "carol"));
        }
    }

    private static CommandRun copy(String from, String to) {
        return CommandRun.of("copy", "--from", from, "--to", to);
    }

    private static void assertSameLog(Path one, Path another) {
        try (SqliteCommitLog original = SqliteCommitLog.open(one, Clock.systemUTC());
                SqliteCommitLog copied = SqliteCommitLog.open(another, Clock.systemUTC())) {
            assertThat(copied.id()).isEqualTo(original.id());
            assertThat(Commits.all(copied))
                    .usingRecursiveComparison()
                    .isEqualTo(Commits.all(original));
        }
    }

    private static Map<String, String> state(Path folder) {
        return documents(folder.resolve("state.db"));
    }

    private static Map<String, String> documents(Path file) {
        Map<String, String> all = new TreeMap<>();
        try (DocumentArchive archive = SqliteDocumentArchive.open(file)) {
            for (String collection : archive.collections()) {
                archive.read(collection, null, 10_000)
                        .forEach(
                                document ->
                                        all.put(collection + "/" + document.id(), document.json()));
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void copyGoesOnWhereItStopped(boolean onMongo) {
        String meeting = used(data, sqlite(data));
        try (RealMongo.Database database = onMongo ? RealMongo.database() : null) {
            String target = database == null ? sqlite(other) : database.uri();
            assertDone(copy(sqlite(data), target));
            try (Server server = on(data, sqlite(data))) {
                Given.done(server.person("alice").says(meeting, "one more"));
            }
            CommandRun second = copy(sqlite(data), target);
            assertDone(second);
            assertThat(second.out()).contains("now 1 events");
            assertThat(copy(sqlite(data), target).out()).contains("now 0 events");
            assertDone(check(target));
            assertThat(answers(third, target, meeting))
                    .isEqualTo(answers(data, sqlite(data), meeting));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void copyRefusesATargetThatHoldsSomethingElse(boolean onMongo) {
        used(data, sqlite(data));
        try (RealMongo.Database database = onMongo ? RealMongo.database() : null) {
            String target = database == null ? sqlite(other) : database.uri();
            String meeting = used(other, target);
            List<String> before = answers(other, target, meeting);
            assertUnusable(copy(sqlite(data), target));
            assertThat(answers(other, target, meeting)).isEqualTo(before);
        }
    }

    @Test
    void copyRefusesATargetThatWentOnByItself() {
        String meeting = used(data, sqlite(data));
        assertDone(copy(sqlite(data), sqlite(other)));
        try (Server server = on(other, sqlite(other))) {
            Given.done(server.person("alice").says(meeting, "here alone"));
        }
        assertUnusable(copy(sqlite(data), sqlite(other)));
    }

    @Test
    void copyRefusesAStoreAsItsOwnTarget() {
        used(data, sqlite(data));
        assertUnusable(copy(sqlite(data), sqlite(data)));
        assertUnusable(copy(sqlite(third), sqlite(other)));
        assertThat(third).isEmptyDirectory();
        assertThat(other).isEmptyDirectory();
        try (RealMongo.Database database = RealMongo.database()) {
            used(third, database.uri());
            assertUnusable(copy(database.uri(), database.uri().replace("127.0.0.1", "localhost")));
            assertDone(check(database.uri()));
        }
    }

    @Test
    void logAndStateAloneAreABackup() throws IOException {
        String meeting = used(data, sqlite(data));
        List<String> before = answers(data, sqlite(data), meeting);
        for (String name : List.of("log.db", "state.db")) {
            Files.copy(data.resolve(name), other.resolve(name));
        }
        assertDone(check(sqlite(other)));
        assertThat(answers(other, sqlite(other), meeting)).isEqualTo(before);
        try (Server server = on(other, sqlite(other))) {
            Given.done(joinsWithPassword(server, meeting, "carol"));
        }
    }

    @Test
    void rebuildMakesEveryViewAsItWas() {
        String meeting = used(data, sqlite(data));
        Path views = data.resolve("views.db");
        Map<String, String> before = documents(views);
        try (DocumentArchive archive = SqliteDocumentArchive.open(views)) {
            archive.collections().stream()
                    .filter(name -> !name.equals("tokens"))
                    .forEach(archive::drop);
        }
        assertThat(documents(views)).isNotEqualTo(before);
        Map<String, String> state = state(data);
        for (String name : VIEWS) {
            assertDone(rebuild(name, sqlite(data)));
            assertDone(rebuild(name, sqlite(data))); // and back to the side it was on
        }
        assertThat(documents(views)).isEqualTo(before);
        assertThat(state(data)).isEqualTo(state);
        assertThat(answers(data, sqlite(data), meeting)).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rebuildGoesOnBesideANodeThatPeopleUse(boolean onMongo) throws Exception {
        try (RealMongo.Database database = onMongo ? RealMongo.database() : null) {
            String store = database == null ? sqlite(data) : database.uri();
            String meeting = used(data, store);
            try (Server server = on(data, store)) {
                Person alice = server.person("alice");
                AtomicBoolean done = new AtomicBoolean();
                CompletableFuture<Integer> talking =
                        CompletableFuture.supplyAsync(
                                () -> talk(server, meeting, done),
                                command -> Thread.ofPlatform().start(command));
                for (String name : VIEWS) {
                    assertDone(rebuild(name, store));
                }
                done.set(true);
                int said = talking.get(60, TimeUnit.SECONDS);
                assertThat(said).isPositive();
                assertThat(alice.get("/api/v1/meetings").data().findValuesAsString("meeting_id"))
                        .containsExactly(meeting);
                assertThat(alice.get(Person.path(meeting, "chat?limit=200")).data())
                        .hasSize(Math.min(200, 5 + said));
                Given.done(alice.says(meeting, "after"));
                await().untilAsserted(() -> assertCaughtUp(server));
            }
            assertDone(check(store));
        }
    }

    /** Every line is there as soon as it is acknowledged, whatever goes on below. */
    private static int talk(Server server, String meeting, AtomicBoolean done) {
        Person bob = server.person("bob");
        int said = 0;
        while (!done.get() || said == 0) {
            Person.Reply line = bob.says(meeting, "beside " + said++);
            Given.done(line);
            assertThat(bob.get(Person.path(meeting, "chat?limit=1")).data().get(0))
                    .isEqualTo(line.data());
            assertThat(bob.get("/api/v1/meetings").data()).hasSize(1);
        }
        return said;
    }

    private static void assertCaughtUp(Server server) {
        Person.Reply status = server.person("alice").get("/api/v1/log/status");
        assertThat(status.data().path("processors").findValuesAsString("lag")).containsOnly("0");
    }

    @Test
    void checkGoesOnBesideARunningNode() {
        String meeting = used(data, sqlite(data));
        try (Server server = on(data, sqlite(data))) {
            Given.done(server.person("alice").says(meeting, "one more"));
            assertDone(check(sqlite(data)));
            Given.done(server.person("alice").says(meeting, "and another"));
        }
    }

    @Test
    void rebuildIsRefusedWithoutAStoreAndForViewsThatAreNone() {
        assertUnusable(rebuild("meetings", sqlite(data)));
        used(data, sqlite(data));
        assertUnusable(rebuild("none_such", sqlite(data)));
    }

    private static CommandRun rebuild(String view, String store) {
        return CommandRun.of("rebuild", view, "--linger", "1", "--store", store);
    }
}
