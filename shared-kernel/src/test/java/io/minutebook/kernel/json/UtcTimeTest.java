package io.minutebook.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read by itself or by the library, the answer is the library's. */
class UtcTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-15T10:05:00Z",
                "2024-01-15T10:05:00.1Z",
                "2024-01-15T10:05:00.123Z",
                "2024-01-15T10:05:00.123456789Z",
                "2024-02-29T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "1969-12-31T23:59:59.5Z",
                "2024-01-15T24:00:00Z",
                "2024-01-15T10:05:00+01:00",
                "2024-01-15t10:05:00z",
                "2024-01-15T10:05:00.Z",
                "+12345-01-15T10:05:00Z",
                "-0001-01-15T10:05:00Z"
            })
    void readsWhatTheLibraryReads(String text) {
        assertThat(UtcTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2024-01-15",
                "2024-01-15T10:05:00",
                "2024-02-30T10:05:00Z",
                "2023-02-29T10:05:00Z",
                "2024-13-15T10:05:00Z",
                "2024-00-15T10:05:00Z",
                "2024-01-15T25:05:00Z",
                "2024-01-15T10:60:00Z",
                "2024-01-15T10:05:61Z",
                "2024-01-15T10:05:00.1234567890Z",
                "2024-01-15T10:05:00,123Z",
                "2024-01-15T10:05:0aZ",
                "2024-01-15 10:05:00Z",
                "2024-01-15T10-05:00Z",
                "2024-01-15T10:05:00.-12Z",
                "\u0662024-01-15T10:05:00Z"
            })
    void refusesWhatTheLibraryRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> UtcTime.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void readsBackWhateverIsWritten() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            Instant time =
                    Instant.ofEpochSecond(
                            random.nextLong(-62_000_000_000L, 253_000_000_000L),
                            random.nextInt(1_000) * (i % 2 == 0 ? 1_000_000L : 1_001L));
            assertThat(UtcTime.parse(time.toString())).isEqualTo(time);
        }
    }
}
