package io.minutebook.query.meeting;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.query.MeetingDetails;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.query.view.MeetingView;
import io.minutebook.query.view.ViewBatch;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The view of every meeting, and of whose list it stands in. */
public final class MeetingsView implements MeetingView {

    static final String ROOMS = "rooms";
    static final String HEADS = "room_heads";
    static final String LIST = "meetings";
    static final String BY_MEMBER = "by_member";

    /**
     * How far a meeting's room is still as it was stored: lines of chat change no more of it than
     * its numbers, and would have it written whole each time. It is read before the room, so that
     * whatever came up to it is in the room that is found.
     */
    record Head(long seq, long position) {}

    /**
     * A line of people's lists.
     *
     * @param members user ids
     * @param start scheduled start, else creation, in milliseconds of the epoch
     */
    record Listed(List<String> members, long start, MeetingDetails meeting) {

        static Listed of(RoomView view) {
            MeetingDetails meeting = view.details();
            return new Listed(
                    view.listedFor().toList(),
                    millis(
                            Objects.requireNonNullElse(
                                    meeting.scheduledStart(), meeting.createdAt())),
                    meeting);
        }
    }

    /** What lists are sorted by; times too far off for that sort first or last. */
    static long millis(Instant time) {
        if (time.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE))) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))
                ? Long.MAX_VALUE
                : time.toEpochMilli();
    }

    @Override
    public String name() {
        return "meetings";
    }

    @Override
    public List<CollectionSpec> collections() {
        return List.of(
                new CollectionSpec(ROOMS, List.of()),
                new CollectionSpec(HEADS, List.of()),
                new CollectionSpec(
                        LIST,
                        List.of(new CollectionSpec.Index(BY_MEMBER, List.of("members", "start")))));
    }

    @Override
    public void fold(RecordedEvent recorded, MeetingEvent event, ViewBatch documents) {
        MeetingId meeting = event.meetingId();
        RoomView before =
                documents
                        .get(ROOMS, meeting.value(), RoomView.class)
                        .map(
                                room ->
                                        documents
                                                .get(HEADS, meeting.value(), Head.class)
                                                .map(room::at)
                                                .orElse(room))
                        .orElse(null);
        RoomView after = RoomFold.fold(before, recorded);
        if (after == before) {
            return;
        }
        if (before != null && after.showsTheSameAs(before)) {
            documents.put(HEADS, meeting.value(), new Head(after.seq(), after.position()));
            return;
        }
        documents.put(ROOMS, meeting.value(), after);
        if (before != null && sameList(before, after)) {
            return;
        }
        Listed line = Listed.of(after);
        if (!documents.get(LIST, meeting.value(), Listed.class).equals(Optional.of(line))) {
            documents.put(LIST, meeting.value(), line);
        }
    }

    /**
     * Whether the event left alone all that a list shows; most do, and spelling the members out
     * costs.
     */
    private static boolean sameList(RoomView before, RoomView after) {
        return before.details() == after.details()
                && before.policy() == after.policy()
                && before.roles() == after.roles()
                && before.people() == after.people();
    }
}
