package io.minutebook.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minutebook.api.security.VerifiedToken;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ParticipantEvent;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.Snapshot;
import io.minutebook.kernel.query.StatusReport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When events are handed out, in a time of the test's own. */
class LiveAudienceTest {

    private static final MeetingId MEETING = MeetingId.next();
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+),\"prev_seq\"");
    private static final int MANY = 1_000;

    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final LiveAudience audience = new LiveAudience(timer);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    /** One connection whose writes are read, and as many others as make {@code members}. */
    private void open(int members) {
        audience.add(welcomed(channel));
        writes();
        EmbeddedChannel elsewhere = new EmbeddedChannel();
        for (int i = 1; i < members; i++) {
            audience.add(welcomed(elsewhere));
        }
    }

    private static LiveConnection welcomed(EmbeddedChannel channel) {
        return welcomed(channel, true);
    }

    private static LiveConnection welcomed(EmbeddedChannel channel, boolean present) {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        LiveConnection connection =
                new LiveConnection(
                        MEETING,
                        ConnectionId.next(),
                        false,
                        new VerifiedToken(Caller.of(ALICE), Instant.MAX),
                        new Outbox(channel, 100_000),
                        new Notices("epoch", Duration.ofSeconds(25), clock),
                        new LiveMetrics(new SimpleMeterRegistry()));
        connection.outbox().open();
        connection.welcome(
                new Snapshot(
                        0,
                        0,
                        new StatusReport(
                                MEETING, MeetingStatus.IN_PROGRESS, true, null, null, 1, false, 1),
                        new Snapshot.Self(ALICE, null, Role.HOST, present, false, true, null),
                        List.of()));
        return connection;
    }

    private void tell(long seq) {
        tell(seq, Instant.EPOCH);
    }

    /** What happened at null cannot be shown. */
    private void tell(long seq, @Nullable Instant at) {
        audience.tell(
                List.of(
                        new LiveEvent(
                                new RecordedEvent(
                                        seq,
                                        seq,
                                        "e" + seq,
                                        Instant.EPOCH,
                                        new ParticipantEvent.ReactionSent(
                                                MEETING, at, BOB, "heart", 3),
                                        false))));
    }

    /** The sequences in each write since the last look. */
    private List<List<Long>> writes() {
        channel.runPendingTasks();
        List<List<Long>> writes = new ArrayList<>();
        for (ByteBuf write = channel.readOutbound();
                write != null;
                write = channel.readOutbound()) {
            Matcher seq = SEQ.matcher(write.toString(StandardCharsets.UTF_8));
            write.release();
            List<Long> seqs = new ArrayList<>();
            while (seq.find()) {
                seqs.add(Long.valueOf(seq.group(1)));
            }
            writes.add(seqs);
        }
        return writes;
    }

    @Test
    void theFirstAfterAQuietWhileGoesAtOnce() {
        open(MANY);
        tell(1);
        assertThat(writes()).containsExactly(List.of(1L));
        timer.advanceTimeBy(Duration.ofMillis(20));
        tell(2);
        assertThat(writes()).containsExactly(List.of(2L));
    }

    @Test
    void whatComesWhileALargeRoomRestsGoesOutTogether() {
        open(MANY);
        tell(1);
        tell(2);
        timer.advanceTimeBy(Duration.ofMillis(19));
        tell(3);
        assertThat(writes()).containsExactly(List.of(1L));
        timer.advanceTimeBy(Duration.ofMillis(1));
        assertThat(writes()).containsExactly(List.of(2L, 3L));
    }

    @Test
    void thatIsFollowedByARestToo() {
        open(MANY);
        tell(1);
        tell(2);
        assertThat(writes()).containsExactly(List.of(1L));
        timer.advanceTimeBy(Duration.ofMillis(20));
        tell(3);
        assertThat(writes()).containsExactly(List.of(2L));
        timer.advanceTimeBy(Duration.ofMillis(20));
        assertThat(writes()).containsExactly(List.of(3L));
    }

    @Test
    void aSmallRoomDoesNotRest() {
        open(10);
        tell(1);
        tell(2);
        assertThat(writes().stream().flatMap(List::stream)).containsExactly(1L, 2L);
    }

    @Test
    void whoeverIsGoneIsHandedNothing() {
        LiveConnection connection = welcomed(channel);
        audience.add(connection);
        writes();
        audience.remove(connection);
        tell(1);
        assertThat(writes()).isEmpty();
        assertThat(audience.isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeShownClosesThoseWhoWouldSeeItAlone() {
        LiveConnection seeing = welcomed(channel, true);
        LiveConnection absent = welcomed(channel, false);
        audience.add(seeing);
        audience.add(absent);
        tell(1, null);
        tell(2);
        assertThat(seeing.closing().block()).isEqualTo(CloseCode.FAULT);
        assertThat(absent.isClosing()).isFalse();
    }
}
