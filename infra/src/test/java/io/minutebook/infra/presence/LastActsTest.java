package io.minutebook.infra.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ReactionSent;
import io.minutebook.kernel.event.ParticipantEvent.SessionClosed;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastActsTest {

    private static final MeetingId MEETING = MeetingId.next();
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final Instant NOON = Instant.parse("2024-01-15T12:00:00Z");

    private final List<RecordedEvent> events = new ArrayList<>();
    private int pagesRead;

    @Test
    void areThoseOfEachPersonHoweverManyOthersActedSince() {
        reacts(BOB, 0);
        for (int i = 1; i <= 1_000; i++) {
            reacts(ALICE, i);
        }
        assertThat(LastActs.since(history(), MEETING, at(-1)))
                .containsEntry(BOB, at(0))
                .containsEntry(ALICE, at(1_000));
    }

    @Test
    void areLookedForNoFurtherBackThanAsked() {
        for (int i = 0; i < 1_000; i++) {
            reacts(ALICE, i);
        }
        assertThat(LastActs.since(history(), MEETING, at(990))).containsEntry(ALICE, at(999));
        assertThat(pagesRead).isOne();
    }

    @Test
    void includeWhenAnotherSessionOfThePersonEnded() {
        reacts(BOB, 1);
        happens(
                new SessionClosed(
                        MEETING,
                        at(5),
                        null,
                        ParticipantId.next(),
                        BOB,
                        new ConnectionId("phone"),
                        LeaveReason.CONNECTION_LOST),
                6);
        assertThat(LastActs.since(history(), MEETING, at(0))).containsEntry(BOB, at(5));
    }

    @Test
    void areNoneInARecordWithoutTheMeeting() {
        assertThat(LastActs.since(history(), MEETING, at(0))).isEmpty();
    }

    private void reacts(UserId user, int second) {
        happens(new ReactionSent(MEETING, at(second), user, "wave", 3), second);
    }

    private void happens(MeetingEvent event, int second) {
        long next = events.size();
        events.add(new RecordedEvent(next, next, "e" + next, at(second), event, false));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private EventHistory history() {
        return new EventHistory() {

            @Override
            public String id() {
                return "listed";
            }

            @Override
            public long head() {
                return events.size() - 1L;
            }

            @Override
            public long lastSequence(MeetingId meeting) {
                return head();
            }

            @Override
            public List<RecordedEvent> ofMeeting(MeetingId meeting, long after, int limit) {
                pagesRead++;
                return all(after, limit);
            }

            @Override
            public List<RecordedEvent> ofWebhook(WebhookId webhook, long after, int limit) {
                return List.of();
            }

            @Override
            public List<RecordedEvent> all(long after, int limit) {
                return events.stream().skip(after + 1).limit(limit).toList();
            }
        };
    }
}
