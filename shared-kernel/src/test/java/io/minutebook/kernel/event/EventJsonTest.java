package io.minutebook.kernel.event;

import static io.minutebook.kernel.event.SampleEvents.ALICE;
import static io.minutebook.kernel.event.SampleEvents.AT;
import static io.minutebook.kernel.event.SampleEvents.BOB;
import static io.minutebook.kernel.event.SampleEvents.MEETING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.event.LifecycleEvent.Field;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingEnded;
import io.minutebook.kernel.event.LifecycleEvent.MeetingUpdated;
import io.minutebook.kernel.json.Json;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

            assertThat(parts.data().propertyNames()).doesNotContain("meeting_id", "at", "by");
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
                                    MEETING,
                                    AT,
                                    null,
                                    EventJson.split(byItself).data(),
                                    null))
                    .isEqualTo(byItself);
        }

        @Test
        void ignoresFieldsOfLaterVersions() {
            ObjectNode data = EventJson.split(BARE).data().put("of_tomorrow", 1);

            assertThat(join(EventType.MEETING_CREATED, data)).isEqualTo(BARE);
        }

        @Test
        void leavesThePartsAsTheyAre() {
            EventJson.Parts parts = EventJson.split(SampleEvents.of(EventType.MESSAGE_SENT));
            ObjectNode data = parts.data().deepCopy();

            EventJson.join(
                    EventType.MESSAGE_SENT, MEETING, AT, BOB, data, parts.personal().orElseThrow());

            assertThat(data).isEqualTo(parts.data());
        }

        @Test
        void refusesAValueOfAnotherType() {
            ObjectNode data = EventJson.split(BARE).data().put("max_duration_minutes", "90");

            assertThatThrownBy(() -> join(EventType.MEETING_CREATED, data))
                    .isInstanceOf(JacksonException.class);
        }

        private static MeetingEvent join(EventType type, ObjectNode data) {
            return EventJson.join(type, MEETING, AT, ALICE, data, null);
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
