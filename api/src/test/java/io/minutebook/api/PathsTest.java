package io.minutebook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {

    @Test
    void readsWholeNumbersWithinTheirBounds() throws Rejection {
        assertThat(Paths.number("limit", null, 1, 200, 50)).isEqualTo(50);
        assertThat(Paths.number("limit", "1", 1, 200, 50)).isEqualTo(1);
        assertThat(Paths.number("limit", "200", 1, 200, 50)).isEqualTo(200);
        assertThat(Paths.number("after", "-1", -1, Long.MAX_VALUE, 0)).isEqualTo(-1);
        assertThat(Paths.number("after", "1234567890123", -1, Long.MAX_VALUE, 0))
                .isEqualTo(1_234_567_890_123L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "201",
                "-5",
                "+5",
                " 5",
                "5 ",
                "1.0",
                "1e2",
                "0x5",
                "\u0665",
                "five",
                "99999999999999999999"
            })
    void refusesAllElse(String text) {
        Rejection refusal =
                catchThrowableOfType(
                        Rejection.class, () -> Paths.number("limit", text, 1, 200, 50));
        assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
        assertThat(refusal.details()).containsOnlyKeys("limit");
    }
}
