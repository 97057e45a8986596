package io.minutebook.infra.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.api.error.ErrorStatus;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.event.EventType;
import io.minutebook.kernel.event.WebhookEvent;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** The pages say what the product does. */
class PagesTest {

    private static final Path DOCS = Path.of("..", "docs");

    @ParameterizedTest
    @EnumSource
    void everyCodeHasItsHeadingWithItsStatus(ErrorCode code) throws IOException {
        assertThat(lines("errors.md")).contains("## `" + code + "` (" + ErrorStatus.of(code) + ")");
    }

    @ParameterizedTest
    @EnumSource
    void everyEventHasItsHeadingWithItsFields(EventType type) throws IOException {
        String page = Files.readString(DOCS.resolve("events.md"));
        int start = page.indexOf("\n## `" + type.wireName() + "`\n");
        assertThat(start).as(type.wireName()).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        String section = page.substring(start, end < 0 ? page.length() : end);
        for (RecordComponent component : type.eventClass().getRecordComponents()) {
            String name = snakeCase(component.getName());
            if (!envelope(type).contains(name)) {
                boolean personal = type.personal().contains(component.getName());
                assertThat(section).contains("`" + name + "`" + (personal ? " °" : ""));
            }
        }
    }

    /** What an event's entry says of it outside its data. */
    private static Set<String> envelope(EventType type) {
        return WebhookEvent.class.isAssignableFrom(type.eventClass())
                ? Set.of("webhook_id", "at", "by")
                : Set.of("meeting_id", "at", "by");
    }

    @Test
    void everyKeyOfOursStandsInTheTableWithItsDefault() throws IOException {
        Map<String, String> table = keys();
        for (PropertySource<?> source :
                new YamlPropertySourceLoader()
                        .load("defaults", new ClassPathResource("application.yml"))) {
            for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                if (key.startsWith("minutebook.") && !key.startsWith("minutebook.dev.")) {
                    String value = String.valueOf(source.getProperty(key));
                    assertThat(table).containsKey(key);
                    if (!value.isEmpty() && !key.equals("minutebook.allowed-origins")) {
                        assertThat(table.get(key)).as(key).isEqualTo("`" + value + "`");
                    }
                }
            }
        }
        assertThat(table).hasSizeGreaterThan(20);
    }

    private static Map<String, String> keys() throws IOException {
        Pattern row = Pattern.compile("\\| `([a-z.-]+)` \\|([^|]*)\\|.*");
        Map<String, String> found = new java.util.HashMap<>();
        for (String line : lines("operations.md")) {
            Matcher cells = row.matcher(line);
            if (cells.matches()) {
                found.put(cells.group(1), cells.group(2).strip());
            }
        }
        return found;
    }

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
        List<String> dead = new ArrayList<>();
        List<Path> pages = new ArrayList<>(List.of(Path.of("..", "README.md")));
        pages.add(Path.of("..", "CONTRIBUTING.md"));
        try (Stream<Path> docs = Files.list(DOCS)) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher links = link.matcher(Files.readString(page));
            while (links.find()) {
                if (!Files.exists(page.resolveSibling(links.group(1)))) {
                    dead.add(page + " -> " + links.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static List<String> lines(String page) throws IOException {
        return Files.readAllLines(DOCS.resolve(page));
    }

    private static String snakeCase(String name) {
        return String.join("_", Arrays.asList(name.split("(?=[A-Z])"))).toLowerCase(Locale.ROOT);
    }
}
