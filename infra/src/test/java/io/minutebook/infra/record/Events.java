package io.minutebook.infra.record;

import io.minutebook.kernel.Flags;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.ChatEvent.MessageSent;
import io.minutebook.kernel.event.LifecycleEvent.MeetingStarted;
import io.minutebook.kernel.event.ParticipantEvent.StatusChanged;
import java.time.Instant;
import java.util.List;

/** Events for tests. */
public final class Events {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final UserId ANN = new UserId("ann");

    private Events() {}

    public static MeetingStarted started(String meeting) {
        return new MeetingStarted(new MeetingId(meeting), AT, ANN);
    }

    public static MessageSent message(String meeting, String content) {
        return new MessageSent(
                new MeetingId(meeting),
                AT,
                ANN,
                new MessageId("01HXYZ0000000000000000000M"),
                ANN,
                null,
                null,
                MessageType.TEXT,
                "Ann Example",
                content,
                null,
                null,
                null,
                null);
    }

    public static StatusChanged muted(String meeting, List<String> people) {
        return new StatusChanged(
                new MeetingId(meeting),
                AT,
                ANN,
                people.stream().map(UserId::new).toList(),
                new Flags(true, null, null, null),
                null);
    }
}
