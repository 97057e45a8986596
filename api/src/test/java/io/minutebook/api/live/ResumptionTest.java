package io.minutebook.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found of what somebody missed, and how much is read for it. */
class ResumptionTest {

    private static final MeetingId MEETING = MeetingId.next();
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final Viewer PRESENT = new Viewer(BOB, false, true, null);
    private static final Viewer ABSENT = new Viewer(BOB, false, false, null);
    private static final int MANY = 50_000;

    private final List<MeetingEvent> events = new ArrayList<>();
    private int read;

    private final EventHistory history = new History();
    private final Resumption resumption = new Resumption(history);

    /** Of {@link #events} alone. */
    private final class History implements EventHistory {

        @Override
        public String id() {
            return "epoch";
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
            List<RecordedEvent> page = new ArrayList<>();
            for (long seq = after + 1; seq <= head() && page.size() < limit; seq++) {
                page.add(
                        new RecordedEvent(
                                seq, seq, "e" + seq, Instant.EPOCH, events.get((int) seq), false));
            }
            read += page.size();
            return page;
        }

        @Override
        public List<RecordedEvent> ofWebhook(WebhookId webhook, long after, int limit) {
            return List.of();
        }

        @Override
        public List<RecordedEvent> all(long after, int limit) {
            return List.of();
        }
    }

    private void others(int count) {
        for (int i = 0; i < count; i++) {
            events.add(
                    new ParticipantEvent.ReactionSent(MEETING, Instant.EPOCH, ALICE, "heart", 3));
        }
    }

    private void joins() {
        events.add(
                new ParticipantEvent.ParticipantJoined(
                        MEETING,
                        Instant.EPOCH,
                        BOB,
                        ParticipantId.next(),
                        BOB,
                        Role.ATTENDEE,
                        ConnectionId.next(),
                        false,
                        true,
                        false,
                        null,
                        null,
                        null,
                        null));
    }

    private void leaves() {
        events.add(
                new ParticipantEvent.ParticipantLeft(
                        MEETING,
                        Instant.EPOCH,
                        BOB,
                        ParticipantId.next(),
                        BOB,
                        LeaveReason.LEFT,
                        Instant.EPOCH));
    }

    private Optional<Missed> missed(Viewer now, long after) {
        return resumption.missed(MEETING, now, after, history.head());
    }

    private static List<Long> seqs(Optional<Missed> missed) {
        return missed.orElseThrow().events().stream().map(LiveEvent::seq).toList();
    }

    @Test
    void isAllThatIsVisibleHoweverMuchIsNot() {
        others(MANY);
        joins();
        others(2);
        assertThat(seqs(missed(PRESENT, 0)))
                .containsExactly((long) MANY, (long) MANY + 1, (long) MANY + 2);
        leaves();
        others(MANY);
        assertThat(missed(ABSENT, 0).orElseThrow().viewer()).isEqualTo(ABSENT);
        assertThat(seqs(missed(ABSENT, MANY))).containsExactly(MANY + 1L, MANY + 2L, MANY + 3L);
    }

    @Test
    void isNothingWhereNothingIsVisible() {
        others(MANY);
        assertThat(seqs(missed(ABSENT, 0))).isEmpty();
    }

    @Test
    void isTooMuchBeyondAThousandFrames() {
        joins();
        others(1_000);
        assertThat(seqs(missed(PRESENT, 0))).hasSize(1_000);
        others(1);
        assertThat(missed(PRESENT, 0)).isEmpty();
        assertThat(seqs(missed(PRESENT, 1))).hasSize(1_000);
    }

    @Test
    void isGivenUpOnOnceItIsTooMuch() {
        joins();
        others(MANY);
        assertThat(missed(PRESENT, 0)).isEmpty();
        assertThat(missed(new Viewer(BOB, true, true, null), 1)).isEmpty();
        assertThat(read).isLessThan(10_000);
    }

    @Test
    void isNotSentAgainWhereSomeOfItCannotBeShown() {
        joins();
        events.add(new ParticipantEvent.ReactionSent(MEETING, null, ALICE, "heart", 3));
        others(1);
        assertThat(missed(PRESENT, 0)).isEmpty();
        assertThat(missed(ABSENT, 0)).isPresent();
    }
}
