package io.minutebook.infra.main;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.Flags;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.EndMeeting;
import io.minutebook.kernel.command.LifecycleCommand.MeetingPlan;
import io.minutebook.kernel.command.LifecycleCommand.StartMeeting;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import io.minutebook.kernel.command.ParticipantCommand.UpdateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * People and meetings to try things on, with ids that never change: see {@code docs/test-data.md}.
 */
final class SampleData {

    /** Planned for tomorrow, with a waiting room. */
    static final MeetingId SCHEDULED = new MeetingId("01J00000000000000000000001");

    /** Running, with chat and a raised hand. */
    static final MeetingId RUNNING = new MeetingId("01J00000000000000000000002");

    /** Over since an hour. */
    static final MeetingId ENDED = new MeetingId("01J00000000000000000000003");

    private static final Policy WITH_WAITING_ROOM =
            new Policy(
                    true,
                    false,
                    false,
                    50,
                    List.of(),
                    List.of(),
                    Permission.HOST,
                    Permission.ALL,
                    Permission.ALL,
                    true,
                    false,
                    false);

    private static final Map<String, String> NAMES =
            Map.of(
                    "alice",
                    "Alice Ahlers",
                    "bob",
                    "Bob Brandt",
                    "carol",
                    "Carol Cruz",
                    "dave",
                    "Dave Diallo");

    private final Consumer<MeetingCommand<?>> send;
    private final Instant now;

    /**
     * @param send dispatches a command and waits for its success
     * @param now what the sample's times are counted from
     */
    SampleData(Consumer<MeetingCommand<?>> send, Instant now) {
        this.send = send;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    void fill() {
        ended();
        running();
        scheduled();
    }

    private void scheduled() {
        Instant start = now.plus(Duration.ofDays(1));
        create(
                SCHEDULED,
                now.minus(Duration.ofHours(3)),
                "Budget hearing",
                "Second reading of the budget",
                start,
                WITH_WAITING_ROOM);
    }

    private void running() {
        Instant start = now.minus(Duration.ofMinutes(20));
        create(
                RUNNING,
                start.minus(Duration.ofHours(1)),
                "Weekly board",
                "Decisions of the week",
                start,
                null);
        send.accept(new StartMeeting(RUNNING, person("alice"), start));
        join(RUNNING, "alice", start.plusSeconds(5));
        join(RUNNING, "bob", start.plusSeconds(40));
        join(RUNNING, "carol", start.plusSeconds(95));
        say(
                RUNNING,
                "alice",
                start.plusSeconds(120),
                "Good morning. First item: the new venue.",
                null);
        say(RUNNING, "bob", start.plusSeconds(180), "I have the two offers here.", null);
        say(RUNNING, "carol", start.plusSeconds(200), "Can we postpone this?", "alice");
        send.accept(
                new UpdateStatus(
                        RUNNING,
                        person("carol"),
                        start.plusSeconds(240),
                        new Flags(null, null, null, true),
                        null));
    }

    private void ended() {
        Instant start = now.minus(Duration.ofHours(2));
        create(ENDED, start.minus(Duration.ofDays(1)), "Site inspection", null, start, null);
        send.accept(new StartMeeting(ENDED, person("alice"), start));
        join(ENDED, "alice", start.plusSeconds(3));
        join(ENDED, "dave", start.plusSeconds(60));
        say(ENDED, "dave", start.plusSeconds(300), "The north wall is done.", null);
        send.accept(new EndMeeting(ENDED, person("alice"), start.plus(Duration.ofMinutes(50))));
    }

    private void create(
            MeetingId meeting,
            Instant at,
            String title,
            @Nullable String description,
            Instant start,
            @Nullable Policy policy) {
        MeetingPlan plan =
                new MeetingPlan(
                        title,
                        description,
                        start,
                        start.plus(Duration.ofHours(1)),
                        List.of(),
                        List.of(new UserId("bob"), new UserId("carol")),
                        null);
        send.accept(new CreateMeeting(meeting, person("alice"), at, plan, null, policy, null));
    }

    private void join(MeetingId meeting, String user, Instant at) {
        send.accept(
                new JoinMeeting(
                        meeting,
                        person(user),
                        at,
                        ParticipantId.next(),
                        new ConnectionId("sample-" + user),
                        !user.equals("alice"),
                        false,
                        "desktop",
                        null,
                        null));
    }

    private void say(
            MeetingId meeting,
            String user,
            Instant at,
            String content,
            @Nullable String recipient) {
        send.accept(
                new SendMessage(
                        meeting,
                        person(user),
                        at,
                        MessageId.next(),
                        recipient == null ? null : new UserId(recipient),
                        new MessageBody(MessageType.TEXT, content, null, null, null, null)));
    }

    private static Caller person(String user) {
        return new Caller(
                new UserId(user), NAMES.get(user), user + "@example.com", true, false, Set.of());
    }
}
