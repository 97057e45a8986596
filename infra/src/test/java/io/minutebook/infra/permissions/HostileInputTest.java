package io.minutebook.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Server;
import io.minutebook.kernel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Input meant to break things, at every endpoint: it is refused in the usual form or, where it
 * happens to be allowed, taken as plain text; nothing is a fault of the server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** These would end the meeting the others are tried on. */
    private static final Set<String> LAST_WORDS = Set.of("end", "cancel");

    /** JSON values that stand where others are expected. */
    private static final List<String> VALUES =
            List.of(
                    "{\"$gt\":\"\"}",
                    "{\"$where\":\"sleep(1000)\"}",
                    "[]",
                    "[[[[[[[[]]]]]]]]",
                    "{}",
                    "\"\\u0000\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"' OR 1=1; DROP TABLE events; --\"",
                    "\"../../../etc/passwd\"",
                    "\"<script>alert(1)</script>\"",
                    "\"${jndi:ldap://localhost/a}\"",
                    "1e400",
                    "-1e400",
                    "9".repeat(400),
                    "-9223372036854775809",
                    "0.1",
                    "-1",
                    "true",
                    "null",
                    "\"\"",
                    "\" \"",
                    "\"" + "x".repeat(100_000) + "\"",
                    "\"" + "\ud83d\ude00".repeat(5_000) + "\"",
                    nested("[", "]", 900),
                    nested("{\"a\":", "}", 900));

    /** What stands in paths and query strings where an id or a number is expected. */
    private static final List<String> WORDS =
            List.of(
                    "{\"$gt\":\"\"}",
                    "[$ne]=1",
                    "..",
                    "%00",
                    "\u0000",
                    "\ud83d\ude00",
                    "' OR '1'='1",
                    "-1",
                    "1e9",
                    "99999999999999999999",
                    "NaN",
                    "null",
                    "01hxyz0000000000000000000z",
                    "81HXYZ0000000000000000000Z",
                    "x".repeat(2_000));

    @TempDir static Path data;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Server server;
    private World world;

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + "1" + close.repeat(depth);
    }

    @BeforeAll
    void open() {
        server = Server.on(data);
        world = new World(World.people(server), State.IN_PROGRESS, true);
    }

    @AfterAll
    void close() {
        server.close();
    }

    static List<Action> actions() {
        return Permissions.ALL.stream()
                .filter(action -> !LAST_WORDS.contains(action.title()))
                .toList();
    }

    static List<Action> writes() {
        return actions().stream().filter(action -> !action.isRead()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void fieldsOfTheWrongKind(Action action) {
        Object body = action.body().apply(world);
        JsonNode fields = Json.MAPPER.valueToTree(body == null ? Map.of() : body);
        List<String> names = new ArrayList<>(fields.propertyNames());
        names.addAll(List.of("user_id", "connection_id", "password"));
        for (String name : names) {
            for (String value : VALUES) {
                answeredProperly(action, with(fields, name, value).getBytes(UTF_8));
            }
        }
    }

    private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

    /** The same object with one field replaced, whatever that does to it. */
    private static String with(JsonNode fields, String name, String value) {
        StringBuilder text = new StringBuilder("{");
        fields.properties().stream()
                .filter(field -> !field.getKey().equals(name))
                .forEach(
                        field ->
                                text.append('"')
                                        .append(field.getKey())
                                        .append("\":")
                                        .append(field.getValue())
                                        .append(','));
        return text.append('"').append(name).append("\":").append(value).append('}').toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void bodiesThatAreNoObjects(Action action) {
        List<byte[]> bodies =
                List.of(
                        "[]".getBytes(UTF_8),
                        "1".getBytes(UTF_8),
                        "null".getBytes(UTF_8),
                        "\"text\"".getBytes(UTF_8),
                        "{".getBytes(UTF_8),
                        "{}{}".getBytes(UTF_8),
                        "{\"a\":1,\"a\":2}".getBytes(UTF_8),
                        "{'a':1}".getBytes(UTF_8),
                        "{\"a\":NaN}".getBytes(UTF_8),
                        "\ufeff{}".getBytes(StandardCharsets.UTF_16),
                        new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'},
                        new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0},
                        nested("[", "]", 100_000).getBytes(UTF_8));
        for (byte[] body : bodies) {
            answeredProperly(action, body);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void pathsAndQueriesOfTheWrongKind(Action action) {
        Actor actor = Actor.HOST;
        for (String word : WORDS) {
            String path = "/api/v1" + action.route();
            String meeting = path.replace("{id}", encoded(word));
            answeredProperly(action, meeting.replaceAll("\\{[a-z_]+}", "x"), new byte[0]);
            if (action.path(world, actor).chars().filter(c -> c == '/').count() > 5
                    && path.replace("{id}", "").contains("{")) {
                String target =
                        path.replace("{id}", world.meeting())
                                .replaceAll("\\{[a-z_]+}", encoded(word).replace("$", "\\$"));
                answeredProperly(action, target, new byte[0]);
            }
            if (action.isRead()) {
                for (String field :
                        List.of("limit", "offset", "after", "before", "cursor", "types", "from")) {
                    answeredProperly(
                            action,
                            action.path(world, actor) + "?" + field + "=" + encoded(word),
                            new byte[0]);
                }
            }
        }
    }

    private static String encoded(String word) {
        // a lone dot segment would be taken out of the path before it is sent
        return URLEncoder.encode(word, UTF_8).replace("+", "%20").replace("..", "%2E%2E");
    }

    /** The same run every time: what it found once it finds again. */
    @Test
    void aSeededStormOfNonsense() {
        Random random = new Random(20_240_115);
        List<Action> actions = actions();
        for (int round = 0; round < 800; round++) {
            Action action = actions.get(random.nextInt(actions.size()));
            Actor actor = Actor.values()[random.nextInt(Actor.values().length)];
            String path =
                    random.nextInt(10) == 0
                            ? "/api/v1" + encoded(WORDS.get(random.nextInt(WORDS.size())))
                            : action.path(world, actor);
            byte[] body = action.isRead() ? new byte[0] : nonsense(action, random).getBytes(UTF_8);
            answeredProperly(action.method(), actor, path, body, action + ", round " + round);
        }
        assertThat(world.person(Actor.HOST).get("/api/v1/meetings/" + world.meeting()).status())
                .isEqualTo(200);
    }

    private String nonsense(Action action, Random random) {
        JsonNode fields =
                Json.MAPPER.valueToTree(
                        action.body().apply(world) == null ? Map.of() : action.body().apply(world));
        List<String> names = new ArrayList<>(fields.propertyNames());
        names.addAll(
                List.of("rooms", "policy", "title", "content", "settings", "role", "capacity"));
        StringBuilder text = new StringBuilder("{");
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(names.get(random.nextInt(names.size())))
                    .append("\":")
                    .append(value(random, 0));
        }
        return text.append('}').toString();
    }

    private static String value(Random random, int depth) {
        int kind = random.nextInt(depth > 3 ? 2 : 5);
        return switch (kind) {
            case 0 -> VALUES.get(random.nextInt(VALUES.size()));
            case 1 -> Long.toString(random.nextLong());
            case 2 -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
            case 3 ->
                    "{\"name\":"
                            + value(random, depth + 1)
                            + ",\"settings\":"
                            + value(random, depth + 1)
                            + "}";
            default -> "\"" + Integer.toString(random.nextInt(), 36) + "\"";
        };
    }

    private void answeredProperly(Action action, byte[] body) {
        answeredProperly(
                action.method(), Actor.HOST, action.path(world, Actor.HOST), body, action.title());
    }

    private void answeredProperly(Action action, String path, byte[] body) {
        answeredProperly(action.method(), Actor.HOST, path, body, action.title());
    }

    private void answeredProperly(
            String method, Actor actor, String path, byte[] body, String what) {
        HttpResponse<String> answer = answer(method, world.person(actor), path, body);
        String tried =
                what
                        + ": "
                        + method
                        + " "
                        + path
                        + " "
                        + shortened(new String(body, UTF_8))
                        + " was answered "
                        + answer.statusCode()
                        + " "
                        + shortened(answer.body());
        assertThat(answer.statusCode()).as(tried).isBetween(200, 499);
        if (answer.statusCode() >= 400) {
            JsonNode envelope = Json.MAPPER.readTree(answer.body());
            assertThat(envelope.path("status").asString("")).as(tried).isEqualTo("error");
            assertThat(envelope.path("code").asString("")).as(tried).matches("[A-Z_]+");
            assertThat(envelope.path("message").asString("")).as(tried).isNotEmpty();
            assertThat(envelope.path("details").isObject()).as(tried).isTrue();
            assertThat(answer.body()).as(tried).doesNotContain("Exception", "io.minutebook");
        }
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private HttpResponse<String> answer(String method, Person person, String path, byte[] body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + person.token())
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException cut) {
            throw new AssertionError(method + " " + path + " was cut off", cut);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
