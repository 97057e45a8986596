package io.minutebook.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent.AssignmentType;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonTest {

    record Everything(
            String text,
            Integer number,
            Long large,
            Boolean flag,
            Instant time,
            List<String> list,
            UserId id,
            Role role,
            Optional<Integer> optional,
            Optional<Instant> optionalTime) {}

    record Bare(int number, boolean flag) {}

    @Nested
    class Reading {

        @Test
        void takesEachTypeAsItself() {
            Everything read =
                    read(
                            """
                            {"text": "1", "number": 1, "large": 5000000000, "flag": true,
                             "time": "2024-01-15T10:00:00Z", "list": ["a"], "id": "alice",
                             "role": "co_host", "optional": 2,
                             "optional_time": "2024-01-15T10:00:00Z"}
                            """,
                            Everything.class);

            Instant ten = Instant.parse("2024-01-15T10:00:00Z");
            assertThat(read)
                    .isEqualTo(
                            new Everything(
                                    "1",
                                    1,
                                    5_000_000_000L,
                                    true,
                                    ten,
                                    List.of("a"),
                                    new UserId("alice"),
                                    Role.CO_HOST,
                                    Optional.of(2),
                                    Optional.of(ten)));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "text | 1",
                    "text | 1.5",
                    "text | true",
                    "text | ['a']",
                    "text | {}",
                    "number | '1'",
                    "number | ''",
                    "number | ' '",
                    "large | ' '",
                    "number | 1.0",
                    "number | 1e2",
                    "number | true",
                    "number | [1]",
                    "number | 3000000000",
                    "large | '1'",
                    "large | 1.0",
                    "large | 99999999999999999999",
                    "flag | 'true'",
                    "flag | ''",
                    "flag | ' '",
                    "flag | 1",
                    "flag | 0.0",
                    "time | 1705312800",
                    "time | 1.5",
                    "time | '1705312800'",
                    "time | ''",
                    "time | ' 2024-01-15T10:00:00Z'",
                    "time | '2024-01-15T10:00:00'",
                    "time | '2024-01-15'",
                    "time | '+10000-01-01T00:00:00Z'",
                    "time | '+1000000000-12-31T23:59:59Z'",
                    "time | '-0001-12-31T23:59:59Z'",
                    "time | [1705312800]",
                    "time | true",
                    "list | 'a'",
                    "time | ' '",
                    "list | ''",
                    "list | ' '",
                    "list | {}",
                    "list | [1]",
                    "id | 1",
                    "id | ''",
                    "id | 'a b'",
                    "id | {'value':'a'}",
                    "id | ['a']",
                    "role | 0",
                    "role | '0'",
                    "role | ''",
                    "role | ' '",
                    "role | ' host'",
                    "role | 'host '",
                    "role | 'HOST'",
                    "role | 'chair'",
                    "optional | '1'",
                    "optional | ''",
                    "optional | ' '",
                    "optional_time | 1",
                })
        void coercesNothing(String field, String value) {
            String json = "{\"%s\": %s}".formatted(field, value.replace('\'', '"'));

            assertThatThrownBy(() -> read(json, Everything.class))
                    .isInstanceOf(JacksonException.class);
            assertThatThrownBy(
                            () ->
                                    Json.MAPPER.treeToValue(
                                            Json.MAPPER.readTree(json), Everything.class))
                    .isInstanceOf(JacksonException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"number\": 1, \"flag\": null}", "{\"flag\": true}", "{}"})
        void asksForWhatMustBeThere(String json) {
            assertThatThrownBy(() -> read(json, Bare.class)).isInstanceOf(JacksonException.class);
        }

        @ParameterizedTest
        @CsvSource({
            "2024-01-15T10:00:00.123Z, 2024-01-15T10:00:00.123Z",
            "2024-01-15T12:00:00+02:00, 2024-01-15T10:00:00Z",
            "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        })
        void takesTimesOfEveryZoneAndOfFourDigitYears(String text, Instant expected) {
            assertThat(read("{\"time\": \"%s\"}".formatted(text), Everything.class).time())
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "-0001-01-01T00:00:00Z"})
        void takesStoredTimesAsTheyWereWritten(String text) {
            Instant time = Instant.parse(text);

            assertThat(Json.COMPACT.readValue(Json.COMPACT.writeValueAsString(time), Instant.class))
                    .isEqualTo(time);
        }

        @Test
        void ignoresUnknownFields() {
            String json = "{\"unknown\": {\"deep\": 1}, \"text\": \"a\"}";

            assertThat(read(json, Everything.class).text()).isEqualTo("a");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"text\": \"a\", \"text\": \"b\"}",
                    "{\"unknown\": {\"a\": 1, \"a\": 1}}",
                })
        void refusesDuplicateKeys(String json) {
            assertThatThrownBy(() -> Json.MAPPER.readTree(json))
                    .isInstanceOf(JacksonException.class);
            assertThatThrownBy(() -> read(json, Everything.class))
                    .isInstanceOf(JacksonException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{} {}", "{}x", "{\"number\": 01}", "{'text': 1}", "{,}", "NaN"})
        void refusesWhatIsNoJson(String json) {
            assertThatThrownBy(() -> Json.MAPPER.readTree(json))
                    .isInstanceOf(JacksonException.class);
        }

        private static <T> T read(String json, Class<T> type) {
            return Json.MAPPER.readValue(json, type);
        }
    }

    @Nested
    class Writing {

        private static final Everything SPARSE =
                new Everything(
                        null,
                        1,
                        null,
                        null,
                        Instant.parse("2024-01-15T10:00:00.120Z"),
                        List.of(),
                        null,
                        null,
                        Optional.of(1),
                        Optional.of(Instant.EPOCH));

        @Test
        void showsClientsAbsentValuesAsNull() {
            assertThat(Json.MAPPER.writeValueAsString(SPARSE))
                    .isEqualTo(
                            "{\"text\":null,\"number\":1,\"large\":null,\"flag\":null,"
                                    + "\"time\":\"2024-01-15T10:00:00.120Z\",\"list\":[],"
                                    + "\"id\":null,\"role\":null,\"optional\":1,"
                                    + "\"optional_time\":\"1970-01-01T00:00:00Z\"}");
        }

        @Test
        void storesNoAbsentValues() {
            assertThat(Json.COMPACT.writeValueAsString(SPARSE))
                    .isEqualTo(
                            "{\"number\":1,\"time\":\"2024-01-15T10:00:00.120Z\",\"list\":[],"
                                    + "\"optional\":1,\"optional_time\":\"1970-01-01T00:00:00Z\"}");
        }

        static Stream<Arguments> namesInEvents() {
            return Stream.of(
                    Arguments.of(Role.class, "host co_host attendee"),
                    Arguments.of(MeetingStatus.class, "scheduled in_progress ended cancelled"),
                    Arguments.of(EndReason.class, "ended_by_host max_duration idle"),
                    Arguments.of(
                            LeaveReason.class,
                            "left connection_lost unattended removed banned meeting_ended"),
                    Arguments.of(MessageType.class, "text file"),
                    Arguments.of(Permission.class, "all host none"),
                    Arguments.of(AssignmentType.class, "manual auto self"),
                    Arguments.of(
                            Field.class,
                            "title description scheduled_start scheduled_end host_user_ids"
                                    + " invited_user_ids max_duration_minutes"));
        }

        /** They are stored, so they never change. */
        @ParameterizedTest
        @MethodSource("namesInEvents")
        void keepsNamesAsEver(Class<? extends Enum<?>> type, String names) {
            String expected = "[\"" + names.replace(" ", "\",\"") + "\"]";

            String written = Json.COMPACT.writeValueAsString(type.getEnumConstants());

            assertThat(written).isEqualTo(expected);
            assertThat(Json.COMPACT.readerForArrayOf(type).<Object[]>readValue(written))
                    .isEqualTo(type.getEnumConstants());
        }
    }
}
