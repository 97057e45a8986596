package io.minutebook.infra.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.minutebook.infra.RequiredParts;
import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.Server;
import io.minutebook.kernel.WebhookTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receivers on the pages run as they stand, and take what is sent. */
class WebhookPageTest {

    private static final Path PAGE = Path.of("..", "docs", "webhooks.md");
    private static final Path README = Path.of("..", "README.md");

    /** Installed once, among what the build leaves. */
    private static final Path LIBRARIES = Path.of("target", "standardwebhooks").toAbsolutePath();

    private static final Map<String, List<String>> INSTALLERS =
            Map.of(
                    "python", List.of("python3", "-m", "pip", "install", "--quiet", "--target"),
                    "javascript", List.of("npm", "install", "--silent", "--no-audit", "--prefix"));
    private static final Map<String, String> PACKAGES =
            Map.of(
                    "python", "standardwebhooks==1.1.0",
                    "javascript", "standardwebhooks@1.1.1");

    @TempDir Path data;

    @ParameterizedTest
    @CsvSource({"python, python3, receiver.py", "javascript, node, receiver.mjs"})
    void theReceiverTakesWhatIsSentAndNothingElse(String language, String runner, String file)
            throws IOException {
        assumeTrue(isThere(runner), runner + " is not on this machine");
        takesWhatIsSentAndNothingElse(
                runner, Files.writeString(data.resolve(file), code(PAGE, language)), Map.of());
    }

    /** With the published libraries, as the page has them installed. */
    @ParameterizedTest
    @CsvSource({
        "python, python3, receiver.py, PYTHONPATH, standardwebhooks",
        "javascript, node, receiver.js, NODE_PATH, node_modules/standardwebhooks"
    })
    void theReceiverOfTheReadmeDoesSoByTheLibrary(
            String language, String runner, String file, String variable, String library)
            throws Exception {
        assumeTrue(isThere(runner), runner + " is not on this machine");
        Path installed = LIBRARIES.resolve(language);
        if (!Files.isDirectory(installed.resolve(library))) {
            install(language, installed);
        }
        takesWhatIsSentAndNothingElse(
                runner,
                Files.writeString(data.resolve(file), code(README, language)),
                Map.of(variable, installed.resolve(library).getParent().toString()));
    }

    private void install(String language, Path folder) throws Exception {
        List<String> command = new ArrayList<>(INSTALLERS.get(language));
        command.add(folder.toString());
        command.add(PACKAGES.get(language));
        Process installer =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("installed").toFile())
                        .start();
        boolean isInstalled = installer.waitFor() == 0;
        assertThat(isInstalled || !RequiredParts.areAll())
                .as(Files.readString(data.resolve("installed")))
                .isTrue();
        assumeTrue(isInstalled, "the library for " + language + " cannot be had");
    }

    private void takesWhatIsSentAndNothingElse(
            String runner, Path source, Map<String, String> environment) throws IOException {
        try (Server server = Server.on(data.resolve("store"))) {
            Person manager = server.person("mona", Map.of("scope", "webhooks:manage"));
            Reply registered =
                    manager.post("/api/v1/webhooks", Map.of("url", "http://127.0.0.1:9/hook"));
            String webhook = "/api/v1/webhooks/" + registered.data().path("webhook_id").asString();
            Path output = data.resolve("output");
            ProcessBuilder command =
                    new ProcessBuilder(runner, source.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            command.environment().putAll(environment);
            command.environment().put("SECRET", registered.data().path("secret").asString());
            command.environment().put("PORT", "0");
            Process receiver = command.start();
            try {
                String url = "http://127.0.0.1:" + port(output) + "/hook";
                manager.call("PATCH", webhook, Map.of("url", url));
                String sent = delivered(manager, webhook, "succeeded");
                assertThat(Files.readString(output)).contains("webhook.test " + sent);

                Reply other = manager.post("/api/v1/webhooks", Map.of("url", url));
                delivered(
                        manager,
                        "/api/v1/webhooks/" + other.data().path("webhook_id").asString(),
                        "pending");
            } finally {
                receiver.destroyForcibly();
            }
        }
    }

    private static String delivered(Person manager, String webhook, String status) {
        Reply test = manager.post(webhook + "/test", null);
        String delivery = test.data().path("delivery_id").asString();
        await().untilAsserted(
                        () -> {
                            var shown = manager.get(webhook + "/deliveries/" + delivery).data();
                            assertThat(shown.path("attempts")).hasSize(1);
                            assertThat(shown.path("status").asString()).isEqualTo(status);
                        });
        return delivery;
    }

    private static String port(Path output) {
        Pattern listening = Pattern.compile("listening on (\\d+)");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> listening.matcher(Files.readString(output)).find());
        try {
            Matcher found = listening.matcher(Files.readString(output));
            assertThat(found.find()).isTrue();
            return found.group(1);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static boolean isThere(String runner) {
        boolean isThere =
                List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, runner)));
        assertThat(isThere || !RequiredParts.areAll()).as("%s is required here", runner).isTrue();
        return isThere;
    }

    private static String code(Path page, String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(page));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @Test
    void everyEventIsInTheTable() throws IOException {
        String page = Files.readString(PAGE);
        for (WebhookTopic topic : WebhookTopic.values()) {
            assertThat(page).contains("`" + topic.wireName() + "`");
        }
    }
}
