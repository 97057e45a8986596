package io.minutebook.kernel;

import static io.minutebook.kernel.ErrorCode.CHAT_DISABLED;
import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectionTest {

    @Test
    void isRequiredOnlyWhereNotAllowed() {
        assertThatNoException().isThrownBy(() -> Rejection.require(true, CHAT_DISABLED, "no chat"));

        Rejection refusal =
                catchThrowableOfType(
                        Rejection.class, () -> Rejection.require(false, CHAT_DISABLED, "no chat"));

        assertThat(refusal.code()).isEqualTo(CHAT_DISABLED);
        assertThat(refusal.details()).isEmpty();
    }

    @Test
    void keepsTheDetailsItWasMadeWith() {
        Map<String, Object> details = new HashMap<>(Map.of("limit", "must be a number"));
        Rejection refusal = new Rejection(VALIDATION_FAILED, "not valid", details);

        details.clear();

        assertThat(refusal.details()).containsExactly(Map.entry("limit", "must be a number"));
    }

    /** Refusals are answers: under load, most of what they cost would be their stack traces. */
    @Test
    void hasNoStackTrace() {
        assertThat(new Rejection(CHAT_DISABLED, "no chat").getStackTrace()).isEmpty();
    }

    @Test
    void alwaysHasAReason() {
        assertThat(new Rejection(CHAT_DISABLED, "no chat").reason()).isEqualTo("no chat");
        assertThat(new Rejection(CHAT_DISABLED, null).reason()).isNotBlank();
    }
}
