package io.minutebook.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.EndReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.LifecycleEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The three bodies that clients rely on, to the letter, and what is never told. */
class WebhookBodiesTest {

    private static final MeetingId MEETING = new MeetingId("01HM0000000000000000000001");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final Instant START = Instant.parse("2024-01-15T10:00:00Z");
    private static final Instant END = Instant.parse("2024-01-15T11:00:00Z");

    private static String body(MeetingEvent event) {
        return new String(WebhookBodies.of(event), StandardCharsets.UTF_8);
    }

    @Test
    void aMeetingStarted() {
        assertThat(body(new LifecycleEvent.MeetingStarted(MEETING, START, ALICE)))
                .isEqualTo(
                        "{\"event\":\"meeting.started\",\"meeting_id\":\"01HM0000000000000000000001\","
                                + "\"data\":{\"started_by\":\"alice\","
                                + "\"started_at\":\"2024-01-15T10:00:00Z\"},"
                                + "\"timestamp\":\"2024-01-15T10:00:00Z\"}");
    }

    @Test
    void somebodyJoined() {
        assertThat(
                        body(
                                new ParticipantEvent.ParticipantJoined(
                                        MEETING,
                                        START,
                                        BOB,
                                        ParticipantId.next(),
                                        BOB,
                                        Role.ATTENDEE,
                                        new ConnectionId("conn_1"),
                                        true,
                                        false,
                                        false,
                                        "Bob Builder",
                                        "bob@example.com",
                                        "desktop",
                                        null)))
                .isEqualTo(
                        "{\"event\":\"participant.joined\","
                                + "\"meeting_id\":\"01HM0000000000000000000001\","
                                + "\"data\":{\"user_id\":\"bob\",\"role\":\"attendee\","
                                + "\"joined_at\":\"2024-01-15T10:00:00Z\"},"
                                + "\"timestamp\":\"2024-01-15T10:00:00Z\"}");
    }

    @Test
    void aMeetingEnded() {
        assertThat(
                        body(
                                new LifecycleEvent.MeetingEnded(
                                        MEETING, END, ALICE, EndReason.ENDED_BY_HOST, START, 5)))
                .isEqualTo(
                        "{\"event\":\"meeting.ended\",\"meeting_id\":\"01HM0000000000000000000001\","
                                + "\"data\":{\"ended_by\":\"alice\","
                                + "\"ended_at\":\"2024-01-15T11:00:00Z\","
                                + "\"duration_minutes\":60,\"participant_count\":5},"
                                + "\"timestamp\":\"2024-01-15T11:00:00Z\"}");
    }

    private static MessageSent said(@Nullable UserId recipient) {
        return new MessageSent(
                MEETING,
                START,
                BOB,
                MessageId.next(),
                BOB,
                recipient,
                null,
                MessageType.TEXT,
                "Bob Builder",
                "Hello",
                null,
                null,
                null,
                null);
    }

    @Test
    void aPrivateMessageIsNeverToldOf() {
        assertThat(WebhookBodies.topicOf(said(ALICE))).isEmpty();
        assertThat(WebhookBodies.topicOf(said(null))).contains(WebhookTopic.MESSAGE_SENT);
        assertThat(body(said(null))).contains("\"content\":\"Hello\"", "\"is_private\":false");
    }

    @Test
    void theSameEventMakesTheSameBytes() {
        MessageSent said = said(null);

        assertThat(WebhookBodies.of(said)).isEqualTo(WebhookBodies.of(said));
    }
}
