package io.minutebook.query.meeting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.query.meeting.MeetingsView.Head;
import io.minutebook.query.view.KeptView;
import io.minutebook.query.view.ViewDocuments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Meetings as they are now: what was kept of them, and the fold of what came since. */
public final class Rooms {

    private static final int PAGE = 500;

    /** Meetings in memory take this part of the heap at most. */
    private static final long CACHE_PART = 16;

    private final EventHistory history;
    private final KeptView view;
    private final Cache<MeetingId, RoomView> recent =
            Caffeine.newBuilder()
                    .maximumWeight(Runtime.getRuntime().maxMemory() / CACHE_PART)
                    .<MeetingId, RoomView>weigher((id, view) -> RoomFootprint.of(view))
                    .build();

    /**
     * @param view the {@link MeetingsView}
     */
    public Rooms(EventHistory history, KeptView view) {
        this.history = history;
        this.view = view;
    }

    /**
     * The meeting with everything acknowledged before this call.
     *
     * @throws Rejection {@code MEETING_NOT_FOUND}
     */
    public RoomView now(MeetingId meeting) throws Rejection {
        RoomView kept =
                Optional.ofNullable(recent.getIfPresent(meeting))
                        .or(() -> stored(meeting))
                        .orElse(null);
        RoomView now = caughtUp(meeting, kept);
        if (now == null) {
            throw new Rejection(ErrorCode.MEETING_NOT_FOUND, "There is no such meeting");
        }
        if (now != kept) {
            recent.asMap()
                    .merge(meeting, now, (one, other) -> one.seq() > other.seq() ? one : other);
        }
        return now;
    }

    private @Nullable RoomView caughtUp(MeetingId meeting, @Nullable RoomView kept) {
        RoomView view = kept;
        List<RecordedEvent> later;
        do {
            later = history.ofMeeting(meeting, view == null ? -1 : view.seq(), PAGE);
            for (RecordedEvent event : later) {
                view = RoomFold.fold(view, event);
            }
        } while (later.size() == PAGE);
        return view;
    }

    private Optional<RoomView> stored(MeetingId meeting) {
        ViewDocuments documents = view.documents();
        Optional<Head> head = // before the room, see there
                read(documents, MeetingsView.HEADS, meeting, Head.class);
        return read(documents, MeetingsView.ROOMS, meeting, RoomView.class)
                .map(room -> head.map(room::at).orElse(room));
    }

    private static <T> Optional<T> read(
            ViewDocuments documents, String collection, MeetingId meeting, Class<T> type) {
        return documents
                .get(collection, meeting.value())
                .map(document -> Json.COMPACT.readValue(document.json(), type));
    }
}
