package io.minutebook.query.meeting;

import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.query.MeetingDetails;
import io.minutebook.kernel.query.MeetingQuery.FindMeetings;
import io.minutebook.kernel.query.Page;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.Find;
import io.minutebook.query.view.Cursor;
import io.minutebook.query.view.KeptView;
import io.minutebook.query.view.ViewDocuments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People's lists of meetings. */
public final class MeetingList {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int PAGE = 200;

    private final EventHistory history;
    private final KeptView view;

    /**
     * @param view the {@link MeetingsView}
     */
    public MeetingList(EventHistory history, KeptView view) {
        this.history = history;
        this.view = view;
    }

    /**
     * A page of the caller's meetings, latest first; waits up to 2 s for what was acknowledged.
     *
     * @throws Rejection {@code VALIDATION_FAILED} where the cursor is none
     */
    public Page<MeetingDetails> find(FindMeetings query) throws Rejection {
        Cursor after = Cursor.parse(query.cursor());
        view.await(history.head(), PATIENCE);
        ViewDocuments documents = view.documents();
        List<MeetingsView.Listed> found = new ArrayList<>();
        Long to = end(query, after);
        int offset = 0;
        List<Document> page;
        do {
            page = documents.find(page(query, to, offset));
            for (Document document : page) {
                MeetingsView.Listed line =
                        Json.COMPACT.readValue(document.json(), MeetingsView.Listed.class);
                if (found.size() <= query.limit() && isWanted(query, after, line)) {
                    found.add(line);
                }
            }
            offset += page.size();
        } while (page.size() == PAGE && found.size() <= query.limit());
        return answer(query, found);
    }

    private static Page<MeetingDetails> answer(
            FindMeetings query, List<MeetingsView.Listed> found) {
        List<MeetingsView.Listed> page = found.subList(0, Math.min(found.size(), query.limit()));
        if (found.size() == page.size()) {
            return new Page<>(page.stream().map(MeetingsView.Listed::meeting).toList(), null);
        }
        MeetingsView.Listed last = page.get(page.size() - 1);
        return new Page<>(
                page.stream().map(MeetingsView.Listed::meeting).toList(),
                new Cursor(last.start(), last.meeting().meetingId().value()).text());
    }

    private static @Nullable Long end(FindMeetings query, @Nullable Cursor after) {
        Long to = query.to() == null ? null : MeetingsView.millis(query.to());
        if (after == null) {
            return to;
        }
        return to == null ? after.key() + 1 : Math.min(to, after.key() + 1);
    }

    private static Find page(FindMeetings query, @Nullable Long to, int offset) {
        return new Find(
                MeetingsView.LIST,
                MeetingsView.BY_MEMBER,
                List.of(query.by().id().value()),
                query.from() == null ? null : MeetingsView.millis(query.from()),
                to,
                true,
                offset,
                PAGE);
    }

    private static boolean isWanted(
            FindMeetings query, @Nullable Cursor after, MeetingsView.Listed line) {
        MeetingDetails meeting = line.meeting();
        boolean planned = meeting.scheduledStart() != null;
        return (query.status() == null || query.status() == meeting.status())
                && (query.from() == null && query.to() == null || planned)
                && (after == null
                        || line.start() < after.key()
                        || meeting.meetingId().value().compareTo(after.id()) < 0);
    }
}
