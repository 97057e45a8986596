package io.minutebook.bench;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.record.EntryCodec;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.LeaveReason;
import io.minutebook.kernel.LiveStatus;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.LifecycleEvent.MeetingCreated;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantJoined;
import io.minutebook.kernel.event.ParticipantEvent.ParticipantLeft;
import io.minutebook.kernel.event.ParticipantEvent.ReactionSent;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Fills a log, past all commands, with meetings of 200 events each: ten people who come, talk
 * (seven events of ten), change their status, react and leave.
 */
final class Journal {

    static final int EVENTS_OF_A_MEETING = 200;

    /** As many meetings as each host has, however many there are. */
    static final int MEETINGS_OF_A_HOST = 5;

    private static final int PEOPLE = 10;
    private static final int COMMITS_UNDER_WAY = 64;
    private static final Instant START = Instant.parse("2026-01-01T09:00:00Z");

    private final EntryCodec codec;
    private final Random random = new Random(7);
    private final List<MeetingId> meetings = new ArrayList<>();

    Journal(EntryCodec codec) {
        this.codec = codec;
    }

    /** In the order they were made. */
    List<MeetingId> meetings() {
        return meetings;
    }

    /** Who hosts the meeting of that number. */
    static UserId host(int number) {
        return new UserId("host-" + number / MEETINGS_OF_A_HOST);
    }

    /** Adds meetings to {@code log} until it has {@code events}. */
    void growTo(CommitLog log, long events) {
        List<CompletableFuture<?>> underWay = new ArrayList<>();
        for (long head = log.head() + 1; head < events; head += EVENTS_OF_A_MEETING) {
            underWay.add(log.append(meeting(EVENTS_OF_A_MEETING)));
            if (underWay.size() == COMMITS_UNDER_WAY) {
                underWay.forEach(CompletableFuture::join);
                underWay.clear();
            }
        }
        underWay.forEach(CompletableFuture::join);
    }

    /** Appends the first events of so many meetings, a commit each, which are not listed. */
    double appendsPerSecond(CommitLog log, int underWayMax, int times) throws InterruptedException {
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            commits.add(meeting(1));
            meetings.remove(meetings.size() - 1);
        }
        Semaphore places = new Semaphore(underWayMax);
        long start = System.nanoTime();
        for (Commit commit : commits) {
            places.acquire();
            log.append(commit).thenRun(places::release);
        }
        places.acquire(underWayMax);
        return times * 1e9 / (System.nanoTime() - start);
    }

    private Commit meeting(int events) {
        MeetingId id = MeetingId.next();
        UserId host = host(meetings.size());
        List<ParticipantId> ids = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            ids.add(ParticipantId.next());
        }
        List<NewEvent> encoded = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            encoded.add(
                    codec.encode(
                            UUID.randomUUID().toString(),
                            n,
                            event(id, host, ids, n),
                            new EntryCodec.Cause(UUID.randomUUID().toString(), null)));
        }
        meetings.add(id);
        return new Commit(UUID.randomUUID().toString(), encoded, List.of());
    }

    private MeetingEvent event(MeetingId id, UserId host, List<ParticipantId> ids, int n) {
        Instant at = START.plusSeconds(60L * meetings.size() + n);
        if (n == 0) {
            return new MeetingCreated(
                    id, at, host, "Weekly", null, at, null, null, List.of(), List.of(), null);
        }
        if (n == 1) {
            return new MeetingStarted(id, at, host);
        }
        if (n < 2 + PEOPLE) {
            return joined(id, at, host, ids, n - 2, false);
        }
        int who = random.nextInt(PEOPLE);
        UserId user = user(host, who);
        int kind = n % 20;
        if (kind < 14) {
            return said(id, at, user);
        }
        if (kind < 16) {
            return new StatusChanged(
                    id,
                    at,
                    user,
                    List.of(user),
                    new Flags(random.nextBoolean(), null, null, random.nextBoolean()),
                    LiveStatus.ABSENT);
        }
        return switch (kind) {
            case 16, 17 -> new ReactionSent(id, at, user, "thumbs_up", 3);
            case 18 ->
                    new ParticipantLeft(
                            id, at, user(host, 1), ids.get(1), user(host, 1), LeaveReason.LEFT, at);
            default -> joined(id, at, host, ids, 1, true);
        };
    }

    /** The host is the first of them. */
    private static UserId user(UserId host, int who) {
        return who == 0 ? host : new UserId(host + "-guest-" + who);
    }

    private static ParticipantJoined joined(
            MeetingId id,
            Instant at,
            UserId host,
            List<ParticipantId> ids,
            int who,
            boolean returning) {
        UserId user = user(host, who);
        return new ParticipantJoined(
                id,
                at,
                user,
                ids.get(who),
                user,
                who == 0 ? Role.HOST : Role.ATTENDEE,
                ConnectionId.next(),
                true,
                false,
                returning,
                "Person number " + who,
                null,
                "desktop",
                null);
    }

    private static MessageSent said(MeetingId id, Instant at, UserId user) {
        return new MessageSent(
                id,
                at,
                user,
                MessageId.next(),
                user,
                null,
                null,
                MessageType.TEXT,
                "Person of some name",
                "A line of ordinary length, as people write them.",
                null,
                null,
                null,
                null);
    }
}
