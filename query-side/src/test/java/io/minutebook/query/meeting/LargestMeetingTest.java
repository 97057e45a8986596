package io.minutebook.query.meeting;

import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.query.given.MemoryLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bounds of a meeting, as the rules of joining set them, keep its view storable. */
class LargestMeetingTest {

    private static final int PEOPLE = 5_000;
    private static final int PRESENT = 1_000;
    private static final int SESSIONS = 32;
    private static final Instant JOINED = Instant.parse("2024-01-15T10:05:00.123Z");

    @Test
    void fitsADocumentWithIdsAndNamesOfFullLength() {
        MemoryLog log = new MemoryLog();
        RoomView small = Views.of(log, inProgress(log));
        Map<String, PersonView> people = new LinkedHashMap<>();
        for (int i = 0; i < PEOPLE; i++) {
            PersonView person = person(i, i < PRESENT ? SESSIONS : 0);
            people.put(person.userId().value(), person);
        }
        RoomView large =
                new RoomView(
                        small.seq(),
                        small.position(),
                        small.details(),
                        small.roles(),
                        small.policy(),
                        small.passwordId(),
                        people,
                        small.rooms());

        assertThat(Json.COMPACT.writeValueAsString(large).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(DocumentStore.DOCUMENT_BYTES_MAX - 128 * 1024);
    }

    private static PersonView person(int number, int sessions) {
        UserId user = new UserId("u".repeat(60) + "%04d".formatted(number));
        return new PersonView(
                ParticipantId.next(),
                user,
                "n".repeat(128),
                "d".repeat(32),
                IntStream.range(0, sessions)
                        .mapToObj(i -> new ConnectionId("c".repeat(126) + "%02d".formatted(i)))
                        .toList(),
                LiveStatus.ABSENT,
                sessions == 0 ? null : JOINED,
                1_000_000L + number,
                true,
                null,
                null,
                false);
    }
}
