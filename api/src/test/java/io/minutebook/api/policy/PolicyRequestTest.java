package io.minutebook.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.minutebook.api.JsonReader;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyRequestTest {

    private static final String EMOJI = "\uD83D\uDE00";
    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();

    private final JsonReader reader = new JsonReader(FACTORY.getValidator());

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 128})
    void takesPasswordsOfAsManyCharactersInAnyScript(int length) {
        assertThatCode(() -> read("password", "a".repeat(length))).doesNotThrowAnyException();
        assertThatCode(() -> read("password", EMOJI.repeat(length))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 129})
    void refusesPasswordsOfFewerOrMore(int length) {
        refused("password", "a".repeat(length), "password");
        refused("password", EMOJI.repeat(length), "password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "EXAMPLE.com", "a", "xn--mnchen-3ya.de", "1.2.3.4"})
    void takesDomains(String domain) {
        assertThatCode(() -> read("allowed_domains", List.of(domain))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@example.com", ".com", "a..b", "-a.com", "a-.com", "a b", "a."})
    void refusesWhatIsNoDomain(String domain) {
        refused("allowed_domains", List.of("example.com", domain), "allowed_domains[1]");
    }

    /** Once they overflowed the stack, and the connection was closed without an answer. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "!"})
    void refusesDomainsOfFarTooManyLabels(String end) {
        refused("allowed_domains", List.of("a.".repeat(100_000) + end), "allowed_domains[0]");
    }

    private void refused(String field, Object value, String fault) {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> read(field, value));
        assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
        assertThat(refusal.details()).containsOnlyKeys(fault);
    }

    private PolicyRequest read(String field, Object value) throws Rejection {
        return reader.read(Json.MAPPER.valueToTree(Map.of(field, value)), PolicyRequest.class);
    }
}
