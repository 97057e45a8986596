package io.minutebook.kernel.event;

import static io.minutebook.kernel.event.SampleEvents.ALICE;
import static io.minutebook.kernel.event.SampleEvents.AT;
import static io.minutebook.kernel.event.SampleEvents.MEETING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.event.LifecycleEvent.MeetingUpdated;
import io.minutebook.kernel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

class EventJsonTest {

    private static final MeetingCreated BARE =
            new MeetingCreated(
                    MEETING, AT, ALICE, null, null, null, null, null, List.of(), List.of(), null);

    @Nested
    class Split {

        @Test
        void leavesAbsentValuesOut() {
            EventJson.Parts parts = EventJson.split(BARE);

            assertThat(text(parts.data()))
                    .isEqualTo("{\"host_user_ids\":[],\"invited_user_ids\":[]}");
            assertThat(parts.personal()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void saysNothingThatTheEnvelopeSays(EventType type) {
            EventJson.Parts parts = EventJson.split(SampleEvents.of(type));

            assertThat(parts.data().propertyNames()).doesNotContain(type.idComponent(), "at", "by");
        }

        @Test
        void writesOneChangeInOneWayWhateverTheSetsOrder() {
            Set<Field> all = EnumSet.allOf(Field.class);
            Set<Field> reversed = new LinkedHashSet<>(List.copyOf(all).reversed());

            assertThat(text(EventJson.split(updated(reversed)).data()))
                    .isEqualTo(text(EventJson.split(updated(all)).data()));
        }

        private MeetingUpdated updated(Set<Field> changed) {
            return new MeetingUpdated(
                    MEETING, AT, ALICE, changed, null, null, null, null, null, null, null);
        }
    }

    @Nested
    class Join {

        @Test
        void readsAbsentValuesAsNull() {
            assertThat(join(EventType.MEETING_CREATED, EventJson.split(BARE).data()))
                    .isEqualTo(BARE);
        }

        @Test
        void readsAnEventOfTheSystem() {
            MeetingEnded byItself =
                    new MeetingEnded(MEETING, AT, null, EndReason.MAX_DURATION, AT, 0);

            assertThat(
                            EventJson.join(
                                    EventType.MEETING_ENDED,
                                    MEETING.value(),
                                    AT.toString(),
                                    null,
                                    bytes(EventJson.split(byItself).data()),
                                    null))
                    .isEqualTo(byItself);
        }

        @Test
        void ignoresFieldsOfLaterVersions() {
            ObjectNode data = EventJson.split(BARE).data().put("of_tomorrow", 1);

            assertThat(join(EventType.MEETING_CREATED, data)).isEqualTo(BARE);
        }

        @Test
        void takesPartsWithoutAnyField() {
            MeetingStarted started = new MeetingStarted(MEETING, AT, ALICE);

            assertThat(joined("{}", null)).isEqualTo(started);
            assertThat(joined("{}", "{}")).isEqualTo(started);
            assertThat(joined("{ }", "{ \"a\" : 1 }")).isEqualTo(started);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "}",
                    "[]",
                    "null",
                    "7",
                    "{]",
                    "{\"a\"}",
                    "{\"a\":1",
                    "{,}",
                    "{\"a\":1,}",
                    "{\"a\":1}}",
                    "{\"a\":1},\"b\":{\"c\":2}",
                    "{\"a\":1},{\"b\":2}",
                    "{}{}"
                })
        void refusesPartsThatAreNoObject(String part) {
            assertThatThrownBy(() -> joined(part, null)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> joined("{\"x\":[1]}", part))
                    .isInstanceOf(RuntimeException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "today", "2024-01-15T10:05:00Z\",\"by\":\"bob", "2024\\u002d"})
        void refusesWhatIsNoTime(String at) {
            assertThatThrownBy(
                            () ->
                                    EventJson.join(
                                            EventType.MEETING_STARTED,
                                            MEETING.value(),
                                            at,
                                            ALICE,
                                            "{}".getBytes(StandardCharsets.UTF_8),
                                            null))
                    .isInstanceOf(RuntimeException.class);
        }

        private static RecordEvent joined(String data, String personal) {
            return EventJson.join(
                    EventType.MEETING_STARTED,
                    MEETING.value(),
                    AT.toString(),
                    ALICE,
                    data.getBytes(StandardCharsets.UTF_8),
                    personal == null ? null : personal.getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void refusesAValueOfAnotherType() {
            ObjectNode data = EventJson.split(BARE).data().put("max_duration_minutes", "90");

            assertThatThrownBy(() -> join(EventType.MEETING_CREATED, data))
                    .isInstanceOf(JacksonException.class);
        }

        private static RecordEvent join(EventType type, ObjectNode data) {
            return EventJson.join(type, MEETING.value(), AT.toString(), ALICE, bytes(data), null);
        }

        private static byte[] bytes(ObjectNode part) {
            return Json.COMPACT.writeValueAsBytes(part);
        }
    }

    @Nested
    class Readable {

        @Test
        void holdsFactsAndPersonalTextTogether() {
            assertThat(EventJson.readable(SampleEvents.of(EventType.SESSION_OPENED), false))
                    .containsOnlyKeys(
                            "participant_id",
                            "user_id",
                            "connection_id",
                            "device_type",
                            "browser_info")
                    .containsEntry("user_id", "bob")
                    .containsEntry("device_type", "mobile");
        }

        @Test
        void leavesOutWhatWasNeverThere() {
            assertThat(EventJson.readable(BARE, false)).doesNotContainKeys("title", "description");
        }

        @Test
        void showsErasedTextAsNull() {
            assertThat(EventJson.readable(BARE, true))
                    .containsEntry("title", null)
                    .containsEntry("description", null)
                    .doesNotContainKey("external_id");
        }
    }

    private static String text(ObjectNode part) {
        return Json.COMPACT.writeValueAsString(part);
    }
}
