package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.RequestsFile.Request;
import io.minutebook.kernel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code requests.http} runs as written, from the first request to the last. */
class RequestsFileTest {

    private static final Path FILE = Path.of("..", "requests.http");
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)([^}]*)}}");
    private static final String OF_ANSWER = ".response.body.$.";

    @TempDir Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, JsonNode> answers = new HashMap<>();

    @Test
    void runsAsWritten() throws IOException, InterruptedException {
        RequestsFile file = RequestsFile.read(FILE);
        Map<String, String> variables = new HashMap<>(file.variables());
        assertThat(variables).containsKey("base");
        Set<String> asked = new TreeSet<>();
        try (Server server = Server.on(data)) {
            variables.put("base", server.url());
            for (Request request : file.requests()) {
                String url = filled(request.url(), variables);
                JsonNode answer = send(request, url, variables);
                answers.put(request.name(), answer);
                asked.add(
                        request.method()
                                + " "
                                + request.url()
                                        .replaceAll(".*meetings", "")
                                        .replaceAll("\\{\\{[^}]*}}", "*")
                                        .replaceAll("\\?.*", ""));
            }
        }
        assertThat(answers.get("history").path("data").findValuesAsString("type"))
                .startsWith("meeting.created", "policy.changed", "meeting.started")
                .endsWith("participant.left", "meeting.ended");
        assertThat(asked)
                .as("the published endpoints")
                .contains(
                        "POST /*/start",
                        "POST /*/end",
                        "GET /*/status",
                        "POST /*/join",
                        "POST /*/leave",
                        "GET /*/participants",
                        "PUT /*/participants/status",
                        "POST /*/chat",
                        "GET /*/chat",
                        "POST /*/breakout-rooms",
                        "POST /*/breakout-rooms/assign",
                        "POST /*/token",
                        "POST /*/security/policy");
    }

    private JsonNode send(Request request, String url, Map<String, String> variables)
            throws IOException, InterruptedException {
        HttpRequest.Builder call =
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
        request.headers().forEach((name, value) -> call.header(name, filled(value, variables)));
        String body = filled(request.body(), variables);
        call.method(
                request.method(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> response = http.send(call.build(), BodyHandlers.ofString());
        String asked = request.method() + " " + url;
        assertThat(response.statusCode())
                .as("%s answered %s", asked, response.body())
                .isEqualTo(request.status());
        JsonNode answer = Json.MAPPER.readTree(response.body());
        assertThat(answer.path("code").asString("")).as(asked).isEqualTo(request.code());
        return answer;
    }

    private String filled(String text, Map<String, String> variables) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(value(place, variables)));
    }

    private String value(MatchResult place, Map<String, String> variables) {
        String name = place.group(1);
        if (place.group(2).isEmpty()) {
            return variables.get(name);
        }
        assertThat(place.group(2)).startsWith(OF_ANSWER);
        String path = place.group(2).substring(OF_ANSWER.length());
        JsonNode value =
                answers.get(name).at("/" + path.replace('.', '/').replaceAll("\\[(\\d+)]", "/$1"));
        assertThat(value.isString()).as("%s in %s", path, name).isTrue();
        return value.asString();
    }
}
