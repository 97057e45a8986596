package io.minutebook.infra.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.api.JsonBody;
import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The API's description names every route, and what it says of bodies and answers is so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final Map<String, String> PUBLISHED =
            Map.ofEntries(
                    Map.entry("startMeeting", "post /api/v1/meetings/{id}/start"),
                    Map.entry("endMeeting", "post /api/v1/meetings/{id}/end"),
                    Map.entry("getMeetingStatus", "get /api/v1/meetings/{id}/status"),
                    Map.entry("joinMeeting", "post /api/v1/meetings/{id}/join"),
                    Map.entry("leaveMeeting", "post /api/v1/meetings/{id}/leave"),
                    Map.entry("getParticipants", "get /api/v1/meetings/{id}/participants"),
                    Map.entry(
                            "updateParticipantStatus",
                            "put /api/v1/meetings/{id}/participants/status"),
                    Map.entry("sendChatMessage", "post /api/v1/meetings/{id}/chat"),
                    Map.entry("getChatHistory", "get /api/v1/meetings/{id}/chat"),
                    Map.entry("createBreakoutRooms", "post /api/v1/meetings/{id}/breakout-rooms"),
                    Map.entry(
                            "assignToBreakoutRoom",
                            "post /api/v1/meetings/{id}/breakout-rooms/assign"),
                    Map.entry("generateLiveKitToken", "post /api/v1/meetings/{id}/token"),
                    Map.entry("applySecurityPolicy", "post /api/v1/meetings/{id}/security/policy"));

    @TempDir static Path data;
    private Server server;
    private JsonNode api;

    /** A route as the product serves it. */
    private record Route(String method, String path, HandlerMethod handler) {
        boolean takesBody() {
            return Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.hasParameterAnnotation(JsonBody.class));
        }
    }

    @BeforeAll
    void open() {
        server = Server.on(data);
        Reply reply = server.anonymous().get("/openapi.json");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        api = reply.json();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void describesEveryRouteWithItsBodyAndItsAnswer() {
        List<Route> routes = routes();
        assertThat(routes).hasSizeGreaterThan(20);
        for (Route route : routes) {
            JsonNode operation = operation(route.method(), route.path());
            assertThat(operation.isObject()).as("%s is described", route).isTrue();
            assertThat(operation.path("summary").asString("")).as(route.path()).isNotBlank();
            assertThat(operation.path("requestBody").isMissingNode())
                    .as("body of %s", route)
                    .isEqualTo(!route.takesBody());
            if (route.takesBody()) {
                JsonNode body = operation.at("/requestBody/content/application~1json/schema");
                assertThat(resolved(body).path("properties").size())
                        .as("fields of the body of %s", route)
                        .isPositive();
            }
            assertThat(resolved(success(operation)).path("properties").size())
                    .as("fields of the answer of %s", route)
                    .isPositive();
            JsonNode refusal =
                    resolved(operation.at("/responses/default"))
                            .at("/content/application~1json/schema");
            assertThat(resolved(refusal).path("properties").has("code")).isTrue();
        }
    }

    @Test
    void namesThePublishedEndpoints() {
        PUBLISHED.forEach(
                (name, route) -> {
                    String[] parts = route.split(" ");
                    assertThat(operation(parts[0], parts[1]).path("operationId").asString(""))
                            .isEqualTo(name);
                });
        assertThat(api.findValuesAsString("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void writesFieldsAsTheyStandOnTheWire() {
        for (JsonNode schema : api.at("/components/schemas")) {
            assertThat(schema.path("properties").propertyNames())
                    .allMatch(name -> name.matches("[a-z0-9_]+"));
        }
        JsonNode chat = api.at("/components/schemas/ChatRequest/properties");
        assertThat(chat.at("/content/type").toString()).contains("string");
        assertThat(chat.at("/message_type/enum").toString()).contains("text", "file");
        assertThat(api.toString()).doesNotContain("\"caller\"", "Caller");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(api.findValuesAsString("$ref"))
                .isNotEmpty()
                .allMatch(reference -> !api.at(reference.substring(1)).isMissingNode());
    }

    @Test
    void describesWhatIsReallyAnswered() {
        Person alice = server.person("alice");
        Person bob = server.person("bob");
        String meeting =
                alice.creates(
                        Map.of(
                                "title",
                                "Described",
                                "policy",
                                Map.of("require_waiting_room", true)));
        answers("post", "/start", alice.starts(meeting));
        answers("post", "/join", alice.joins(meeting));
        Reply waiting = bob.joins(meeting);
        answers("post", "/join", waiting);
        answers("get", "/waiting-room", alice.get(Person.path(meeting, "waiting-room")));
        answers(
                "post",
                "/waiting-room/{participantId}/admit",
                alice.post(
                        Person.path(
                                meeting,
                                "waiting-room/"
                                        + waiting.data().path("participant_id").asString()
                                        + "/admit"),
                        null));
        answers("post", "/join", bob.joins(meeting));
        answers("post", "/chat", bob.says(meeting, "Hello"));
        answers("get", "/chat", bob.get(Person.path(meeting, "chat")));
        answers(
                "put",
                "/participants/status",
                bob.put(
                        Person.path(meeting, "participants/status"),
                        Map.of("is_hand_raised", true)));
        answers("get", "/participants", bob.get(Person.path(meeting, "participants")));
        answers("get", "/status", bob.get(Person.path(meeting, "status")));
        answers(
                "post",
                "/breakout-rooms",
                alice.post(Person.path(meeting, "breakout-rooms"), Map.of("room_count", 2)));
        answers("get", "/breakout-rooms", bob.get(Person.path(meeting, "breakout-rooms")));
        answers(
                "post",
                "/security/policy",
                alice.post(Person.path(meeting, "security/policy"), Map.of()));
        answers("get", "/security/policy", alice.get(Person.path(meeting, "security/policy")));
        answers("post", "/token", bob.post(Person.path(meeting, "token"), Map.of()));
        answers("get", "", bob.get("/api/v1/meetings/" + meeting));
        answers("post", "/leave", bob.leaves(meeting));
        answers("post", "/end", alice.ends(meeting));
        answers("get", "/history", alice.get(Person.path(meeting, "history")));
        answers("post", "/start", alice.starts(meeting));
    }

    @Test
    void showsItsPage() {
        Reply page = server.anonymous().get("/docs");
        assertThat(page.status()).isEqualTo(302);
        Reply index = server.anonymous().get(page.header("Location"));
        assertThat(index.status()).isEqualTo(200);
        assertThat(index.text()).contains("swagger-ui");
    }

    private void answers(String method, String path, Reply reply) {
        JsonNode operation = operation(method, "/api/v1/meetings/{id}" + path);
        JsonNode responses = operation.path("responses");
        String status = Integer.toString(reply.status());
        JsonNode response = resolved(responses.path(responses.has(status) ? status : "default"));
        JsonNode schema = response.at("/content/application~1json/schema");
        List<String> faults = new ArrayList<>();
        compare(reply.json(), schema, method + " " + path, faults);
        assertThat(faults).as(reply.text()).isEmpty();
    }

    private void compare(JsonNode value, JsonNode schema, String at, List<String> faults) {
        JsonNode known = resolved(schema);
        if (known.has("oneOf")) {
            JsonNode wanted = value.isNull() ? known.at("/oneOf/1") : known.at("/oneOf/0");
            compare(value, wanted, at, faults);
        } else if (known.has("allOf")) {
            compare(value, known.at("/allOf/0"), at, faults);
            known.at("/allOf/1/properties")
                    .properties()
                    .forEach(
                            part ->
                                    compare(
                                            value.path(part.getKey()),
                                            part.getValue(),
                                            at + "." + part.getKey(),
                                            faults));
        } else if (!types(known).contains(typeOf(value))) {
            faults.add(at + " is " + typeOf(value) + " and should be " + types(known));
        } else if (value.isObject() && known.has("properties")) {
            compareFields(value, known, at, faults);
        } else if (value.isArray()) {
            value.forEach(item -> compare(item, known.path("items"), at + "[]", faults));
        } else if (known.has("enum")) {
            if (known.path("enum").valueStream().noneMatch(value::equals)) {
                faults.add(at + " is " + value);
            }
        }
    }

    private void compareFields(JsonNode value, JsonNode known, String at, List<String> faults) {
        for (JsonNode required : known.path("required")) {
            if (!value.has(required.asString())) {
                faults.add(at + " lacks " + required);
            }
        }
        value.properties()
                .forEach(
                        field -> {
                            JsonNode schema = known.path("properties").path(field.getKey());
                            String name = at + "." + field.getKey();
                            if (schema.isMissingNode()) {
                                faults.add(name + " is not described");
                            } else {
                                compare(field.getValue(), schema, name, faults);
                            }
                        });
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).toList()
                : List.of(type.asString(""));
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> "integer";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private JsonNode operation(String method, String path) {
        return api.path("paths").path(path).path(method);
    }

    private JsonNode success(JsonNode operation) {
        JsonNode responses = operation.path("responses");
        return Stream.of("200", "201")
                .filter(responses::has)
                .map(status -> responses.path(status).at("/content/application~1json/schema"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no success in " + operation));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asString().substring(1)) : node;
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> addRoutes(routes, info, handler));
        return routes.stream().filter(route -> route.path().matches("/(api|dev)/.*")).toList();
    }

    private static void addRoutes(
            List<Route> routes, RequestMappingInfo info, HandlerMethod handler) {
        info.getPatternsCondition()
                .getPatterns()
                .forEach(
                        pattern ->
                                info.getMethodsCondition()
                                        .getMethods()
                                        .forEach(
                                                method ->
                                                        routes.add(
                                                                new Route(
                                                                        method.name()
                                                                                .toLowerCase(
                                                                                        Locale
                                                                                                .ROOT),
                                                                        pattern.getPatternString(),
                                                                        handler))));
    }
}
