package io.minutebook.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.api.security.VerifiedToken;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.LobbyEvent;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.Viewer;
import io.minutebook.kernel.query.Snapshot;
import io.minutebook.kernel.query.StatusReport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one connection is sent, with a network that takes it when the test says so. */
class LiveConnectionTest {

    private static final MeetingId MEETING = MeetingId.next();
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final int QUEUE_BYTES_MAX = 100_000;
    private static final Pattern NUMBERS = Pattern.compile("\"seq\":(\\d+),\"prev_seq\":(\\d+)");

    private final Queue<ChannelPromise> untaken = new ArrayDeque<>();
    private final List<Long> seqs = new ArrayList<>();
    private final List<Long> prevSeqs = new ArrayList<>();
    private int bytesUntaken;
    private int bytesUntakenMax;
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void write(
                                ChannelHandlerContext context,
                                Object message,
                                ChannelPromise promise) {
                            if (message instanceof ByteBuf bytes) {
                                wrote(bytes, promise);
                            } else {
                                promise.setSuccess();
                            }
                        }
                    });
    private final LiveConnection connection =
            new LiveConnection(
                    MEETING,
                    ConnectionId.next(),
                    false,
                    new VerifiedToken(Caller.of(BOB), Instant.MAX),
                    new Outbox(channel, QUEUE_BYTES_MAX),
                    new Notices(
                            "epoch",
                            Duration.ofSeconds(25),
                            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                    new LiveMetrics(new SimpleMeterRegistry()));

    @BeforeEach
    void open() {
        connection.outbox().open();
    }

    private void wrote(ByteBuf bytes, ChannelPromise promise) {
        Matcher numbers = NUMBERS.matcher(bytes.toString(StandardCharsets.UTF_8));
        while (numbers.find()) {
            seqs.add(Long.valueOf(numbers.group(1)));
            prevSeqs.add(Long.valueOf(numbers.group(2)));
        }
        int length = bytes.readableBytes();
        bytes.release();
        bytesUntaken += length;
        bytesUntakenMax = Math.max(bytesUntaken, bytesUntakenMax);
        untaken.add(promise.addListener(taken -> bytesUntaken -= length));
    }

    /** The network takes all there is, and what comes of it. */
    private void takeAll() {
        channel.runPendingTasks();
        while (!untaken.isEmpty()) {
            untaken.remove().setSuccess();
            channel.runPendingTasks();
        }
    }

    private static Snapshot snapshot(long seq, boolean present) {
        return new Snapshot(
                seq,
                0,
                new StatusReport(MEETING, MeetingStatus.IN_PROGRESS, true, null, null, 1, false, 1),
                new Snapshot.Self(BOB, null, Role.ATTENDEE, present, false, true, null),
                List.of());
    }

    private static Viewer present() {
        return new Viewer(BOB, false, true, null);
    }

    private static RecordedEvent recorded(long seq, MeetingEvent event) {
        return new RecordedEvent(seq, seq, "e" + seq, Instant.EPOCH, event, false);
    }

    /** Of a thousand characters. */
    private static RecordedEvent large(long seq) {
        return recorded(
                seq,
                new ParticipantEvent.ReactionSent(
                        MEETING, Instant.EPOCH, ALICE, "x".repeat(1_000), 3));
    }

    private static List<RecordedEvent> large(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(LiveConnectionTest::large).toList();
    }

    private void tell(List<RecordedEvent> events) {
        connection.take(live(events));
    }

    private static Missed missed(List<RecordedEvent> events) {
        return new Missed(present(), live(events));
    }

    private static List<LiveEvent> live(List<RecordedEvent> events) {
        return events.stream().map(LiveEvent::new).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Nested
    class Behind {

        @Test
        void isSentAllOnceAndInOrderAsTheNetworkTakesIt() {
            tell(large(900, 901)); // known from the snapshot
            connection.resume(snapshot(901, true), 1, missed(large(2, 901)));
            tell(large(902, 903));
            channel.runPendingTasks();
            untaken.remove().setSuccess();
            tell(large(904, 1_100));
            takeAll();
            tell(large(1_101, 1_101));
            takeAll();
            assertThat(connection.isClosing()).isFalse();
            assertThat(seqs).isEqualTo(range(2, 1_101));
            assertThat(prevSeqs).isEqualTo(range(1, 1_100));
            assertThat(bytesUntakenMax).isLessThan(QUEUE_BYTES_MAX);
        }

        @Test
        void isSentInPiecesOfLessThanWhatMayWait() {
            connection.resume(snapshot(901, true), 1, missed(large(2, 901)));
            connection.ack(Json.MAPPER.valueToTree(1));
            assertThat(connection.isClosing()).isFalse();
            takeAll();
            assertThat(seqs).hasSize(900);
        }

        @Test
        void isTooSlowWhereNothingIsTakenBetweenTwoPings() {
            connection.resume(snapshot(901, true), 1, missed(large(2, 901)));
            channel.runPendingTasks();
            connection.ping();
            assertThat(connection.isClosing()).isFalse();
            connection.ping();
            assertThat(connection.closing().block()).isEqualTo(CloseCode.TOO_SLOW);
        }

        @Test
        void isTooSlowWhereMoreComesThanIsKept() {
            connection.resume(snapshot(901, true), 1, missed(large(2, 901)));
            tell(large(902, 901 + Backlog.EVENTS_MAX));
            assertThat(connection.closing().block()).isEqualTo(CloseCode.TOO_SLOW);
        }
    }

    @Nested
    class Renewal {

        private void renew(Scope... scopes) {
            connection.renew(
                    new VerifiedToken(
                            new Caller(BOB, null, null, false, false, Set.of(scopes)),
                            Instant.MAX));
        }

        @Test
        void showsAuditorsAllFromThenOnAndOthersNoMore() {
            connection.welcome(snapshot(1, false));
            tell(large(2, 2));
            renew(Scope.AUDIT_READ);
            tell(large(3, 3));
            renew();
            tell(large(4, 4));
            takeAll();
            assertThat(seqs).containsExactly(3L);
            assertThat(prevSeqs).containsExactly(1L);
        }

        @Test
        void holdsAlsoForWhatWasFoundBefore() {
            renew(Scope.AUDIT_READ);
            Viewer auditor = connection.viewerOf(snapshot(3, false));
            renew();
            connection.resume(snapshot(3, false), 1, new Missed(auditor, live(large(2, 3))));
            takeAll();
            assertThat(seqs).isEmpty();
        }
    }

    @Nested
    class RemovedWhileAway {

        private static final LobbyEvent WAITING =
                new LobbyEvent.ParticipantWaiting(
                        MEETING,
                        Instant.EPOCH,
                        BOB,
                        ParticipantId.next(),
                        BOB,
                        Role.ATTENDEE,
                        null,
                        null);

        private final MeetingEvent removed =
                new ParticipantEvent.ParticipantRemoved(
                        MEETING, Instant.EPOCH, ALICE, List.of(BOB), false);

        private void resume(long head, boolean present, List<RecordedEvent> events) {
            connection.resume(snapshot(head, present), 1, missed(events));
            takeAll();
        }

        @Test
        void isClosedOnceAllIsSent() {
            resume(3, false, List.of(large(2), recorded(3, removed)));
            assertThat(seqs).containsExactly(2L, 3L);
            assertThat(connection.closing().block()).isEqualTo(CloseCode.REMOVED);
        }

        @Test
        void isNotClosedOnceBack() {
            resume(4, true, List.of(recorded(2, removed), recorded(3, joined()), large(4)));
            assertThat(seqs).containsExactly(2L, 3L, 4L);
            assertThat(connection.isClosing()).isFalse();
        }

        @Test
        void isNotClosedWhereTheyCameBackSinceTheSnapshot() {
            tell(List.of(recorded(3, joined())));
            resume(2, false, List.of(recorded(2, removed)));
            assertThat(seqs).containsExactly(2L, 3L);
            assertThat(connection.isClosing()).isFalse();
        }

        @Test
        void isNotClosedWhileTheyWaitToBeLetInAgain() {
            resume(3, false, List.of(recorded(2, removed), recorded(3, WAITING)));
            assertThat(seqs).containsExactly(2L, 3L);
            assertThat(connection.isClosing()).isFalse();
        }

        @Test
        void isClosedAtOnceWhereTheyAreRemovedAgain() {
            resume(3, true, List.of(recorded(2, removed), recorded(3, joined())));
            tell(List.of(recorded(4, removed)));
            assertThat(connection.closing().block()).isEqualTo(CloseCode.REMOVED);
        }

        private MeetingEvent joined() {
            return new ParticipantEvent.ParticipantJoined(
                    MEETING,
                    Instant.EPOCH,
                    BOB,
                    ParticipantId.next(),
                    BOB,
                    Role.ATTENDEE,
                    ConnectionId.next(),
                    false,
                    true,
                    true,
                    null,
                    null,
                    null,
                    null);
        }
    }

    @Nested
    class Live {

        @Test
        void whatComesTogetherIsNeverTooMuchByItself() {
            connection.welcome(snapshot(1, true));
            tell(large(2, 901));
            takeAll();
            tell(large(902, 1_801));
            takeAll();
            assertThat(connection.isClosing()).isFalse();
            assertThat(seqs).isEqualTo(range(2, 1_801));
        }

        @Test
        void whoSendsPingsAndReadsNoPongsIsTooSlow() {
            connection.welcome(snapshot(1, true));
            Incoming.Ping ping = new Incoming.Ping(new byte[125]);
            for (int bytes = 0; bytes < QUEUE_BYTES_MAX; bytes += 127) {
                connection.answer(ping);
            }
            assertThat(connection.closing().block()).isEqualTo(CloseCode.TOO_SLOW);
        }

        @Test
        void whoStallsIsTooSlowWithTheNext() {
            connection.welcome(snapshot(1, true));
            tell(large(2, 901));
            tell(large(902, 902));
            assertThat(connection.closing().block()).isEqualTo(CloseCode.TOO_SLOW);
        }
    }
}
