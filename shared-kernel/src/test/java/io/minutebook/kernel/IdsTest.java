package io.minutebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.kernel.json.Json;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class IdsTest {

    private static final String ULID = "01HXYZ123456789ABCDEFGHJKM";

    /** The ids that are generated, all of one form. */
    enum Generated {
        MEETING(MeetingId.class, MeetingId::new, MeetingId::parse, MeetingId::next),
        MESSAGE(MessageId.class, MessageId::new, MessageId::parse, MessageId::next),
        PARTICIPANT(
                ParticipantId.class, ParticipantId::new, ParticipantId::parse, ParticipantId::next),
        ROOM(RoomId.class, RoomId::new, RoomId::parse, RoomId::next);

        private final Class<?> type;
        private final Function<String, ?> made;
        private final Function<String, Optional<?>> parsed;
        private final Supplier<?> next;

        <T> Generated(
                Class<T> type,
                Function<String, T> made,
                Function<String, Optional<T>> parsed,
                Supplier<T> next) {
            this.type = type;
            this.made = made;
            this.parsed = text -> parsed.apply(text);
            this.next = next;
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAUlid(Generated id) {
        assertThat(id.made.apply(ULID)).hasToString(ULID);
        assertThat(id.parsed.apply(ULID)).isEqualTo(Optional.of(id.made.apply(ULID)));
    }

    @ParameterizedTest
    @EnumSource
    void makesUlidsThatRise(Generated id) {
        String one = id.next.get().toString();
        String other = id.next.get().toString();

        assertThat(other).isGreaterThan(one);
        assertThat(id.parsed.apply(one)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void isWrittenAsItsTextAlone(Generated id) {
        String json = "\"" + ULID + "\"";

        assertThat(Json.COMPACT.writeValueAsString(id.made.apply(ULID))).isEqualTo(json);
        assertThat((Object) Json.COMPACT.readValue(json, id.type)).isEqualTo(id.made.apply(ULID));
        assertThatThrownBy(() -> Json.COMPACT.readValue("\"x\"", id.type))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01HXYZ123456789ABCDEFGHJK", // one short
                "01HXYZ123456789ABCDEFGHJKMN", // one long
                "01hxyz123456789abcdefghjkm",
                "81HXYZ123456789ABCDEFGHJKM", // beyond 128 bits
                "01HXYZ123456789ABCDEFGHIJK", // I, L, O and U are no digits
                "01HXYZ123456789ABCDEFGHLKM",
                "01HXYZ123456789ABCDEFGHOKM",
                "01HXYZ123456789ABCDEFGHUKM",
                "01HXYZ123456789ABCDEFGHJK\n",
                "01HXYZ123456789ABCDEFGHJK\u00c9",
            })
    void refusesWhatIsNoUlid(String text) {
        for (Generated id : Generated.values()) {
            assertThat(id.parsed.apply(text)).as(id.name()).isEmpty();
            assertThatIllegalArgumentException()
                    .as(id.name())
                    .isThrownBy(() -> id.made.apply(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "auth0|5f7c", "A.b:c_d-e", "0123456789", LONGEST_USER_ID})
    void takesUserIds(String text) {
        assertThat(new UserId(text)).hasToString(text);
    }

    /** The star stands for everybody where audiences are kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "bob@example.com",
                "é",
                "a\n",
                "a\0",
                "a/b",
                "a,b",
                "*",
                "{\"$gt\":\"\"}",
                LONGEST_USER_ID + "x"
            })
    void refusesWhatIsNoUserId(String text) {
        assertThat(UserId.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(text));
    }

    private static final String LONGEST_USER_ID =
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"c", "conn_123456789", "!\"#~", LONGEST_USER_ID + LONGEST_USER_ID})
    void takesConnectionIds(String text) {
        assertThat(new ConnectionId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\t",
                "a\u007f",
                "ä",
                LONGEST_USER_ID + LONGEST_USER_ID + "x"
            })
    void refusesWhatIsNoConnectionId(String text) {
        assertThat(ConnectionId.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionId(text));
    }

    @Test
    void generatesConnectionIdsThatDiffer() {
        assertThat(ConnectionId.next()).isNotEqualTo(ConnectionId.next());
    }

    @Test
    void sortsUserIdsByTheirText() {
        assertThat(new UserId("alice")).isLessThan(new UserId("bob"));
    }
}
