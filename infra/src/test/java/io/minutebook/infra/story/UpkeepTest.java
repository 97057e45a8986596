package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.minutebook.infra.eventlog.Commits;
import io.minutebook.infra.eventlog.FolderLock;
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
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        used(data, sqlite(data));
        try (FolderLock held = FolderLock.take(data)) {
            assertThat(held).isNotNull();
            assertUnusable(check(sqlite(data)));
        }
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
        List<String> names;
        try (Server server = on(data, sqlite(data))) {
            names =
                    server.person("alice")
                            .get("/api/v1/log/status")
                            .data()
                            .path("processors")
                            .findValuesAsString("name");
        }
        assertThat(names).isNotEmpty();
        Path views = data.resolve("views.db");
        Map<String, String> before = documents(views);
        try (DocumentArchive archive = SqliteDocumentArchive.open(views)) {
            archive.collections().stream()
                    .filter(name -> !name.equals("tokens"))
                    .forEach(archive::drop);
        }
        assertThat(documents(views)).isNotEqualTo(before);
        Map<String, String> state = state(data);
        for (String name : names) {
            assertDone(CommandRun.of("rebuild", name, "--store", sqlite(data)));
        }
        assertThat(documents(views)).isEqualTo(before);
        assertThat(state(data)).isEqualTo(state);
        assertThat(answers(data, sqlite(data), meeting)).hasSize(5);
    }

    @Test
    void rebuildIsRefusedWhileANodeRunsAndForViewsThatAreNone() {
        String[] rebuild = {"rebuild", "meetings", "--store", sqlite(data)};
        assertUnusable(CommandRun.of(rebuild));
        try (Server server = on(data, sqlite(data))) {
            String view =
                    server.person("alice")
                            .get("/api/v1/log/status")
                            .data()
                            .path("processors")
                            .path(0)
                            .path("name")
                            .asString();
            String[] known = Arrays.copyOf(rebuild, rebuild.length);
            known[1] = view;
            assertUnusable(CommandRun.of(known));
        }
        rebuild[1] = "none_such";
        assertUnusable(CommandRun.of(rebuild));
    }
}
