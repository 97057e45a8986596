package io.minutebook.query.clock;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.event.MeetingEvent;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.query.view.MeetingView;
import io.minutebook.query.view.ViewBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The view of when the clock has to look at which meeting. */
public final class DueView implements MeetingView {

    static final String DUE = "due";
    static final String BY_DUE = "by_due";
    static final String BY_OLDEST_SESSION = "by_oldest_session";

    /** An agenda, found by what comes first in it; one with nothing to come is found by nothing. */
    record Kept(@Nullable Long due, @Nullable Long oldestSession, Agenda agenda) {
        static Kept of(Agenda agenda) {
            return new Kept(agenda.due(), agenda.oldestSession(), agenda);
        }
    }

    @Override
    public String name() {
        return "due";
    }

    @Override
    public List<CollectionSpec> collections() {
        return List.of(
                new CollectionSpec(
                        DUE,
                        List.of(
                                new Index(BY_DUE, List.of("due")),
                                new Index(BY_OLDEST_SESSION, List.of("oldest_session")))));
    }

    @Override
    public void fold(RecordedEvent recorded, MeetingEvent event, ViewBatch documents) {
        MeetingId meeting = event.meetingId();
        Optional<Kept> kept = documents.get(DUE, meeting.value(), Kept.class);
        Agenda before = kept.map(Kept::agenda).orElse(Agenda.NONE);
        Agenda after = before.after(event, recorded.sequence());
        if (after != before) {
            documents.put(DUE, meeting.value(), Kept.of(after));
        }
    }
}
