package io.minutebook.query.view;

import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;
import static io.minutebook.query.given.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @ParameterizedTest
    @CsvSource({
        "0, a",
        "-62135596800000, 01HM0000000000000000000001",
        "9223372036854775807, auth0:with:colons",
    })
    void comesBackAsItWent(long key, String id) throws Rejection {
        Cursor cursor = new Cursor(key, id);

        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @Test
    void isTextThatNeedsNoEscapingInAnAddress() {
        assertThat(new Cursor(-1, "???>>>").text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void isNoneWhereNoneIsGiven() throws Rejection {
        assertThat(Cursor.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "x:a", "1", "99999999999999999999:a", "1.5:a"})
    void isRefusedWhereItSaysNothing(String plain) {
        String text = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThat(refusalOf(() -> Cursor.parse(text))).isEqualTo(VALIDATION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "+/+/", "a"})
    void isRefusedWhereItIsNoneOfOurs(String text) {
        assertThat(refusalOf(() -> Cursor.parse(text))).isEqualTo(VALIDATION_FAILED);
    }
}
