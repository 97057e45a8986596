package io.minutebook.api.live;

import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.Viewer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What somebody missed, while it is gathered from the record. */
final class Missing {

    /** Visible frames that are sent again; who missed more starts afresh. */
    private static final int FRAMES_MAX = 1_000;

    private final Viewer before;
    private final List<LiveEvent> events = new ArrayList<>();
    private Viewer now;
    private boolean broken;
    private int frames;

    /**
     * @param before how they stood before the first event
     */
    Missing(Viewer before) {
        this.before = before;
        this.now = before;
    }

    /** Adds the next event. Only what they see, or are moved by, is kept. */
    void add(LiveEvent event) {
        if (isTooMuch()) {
            return;
        }
        boolean seen = now.sees(event.event()) && (event.isShown() || event.isBroken());
        Viewer after = now.after(event.event());
        if (seen || !after.equals(now)) {
            events.add(event);
        }
        now = after;
        broken = seen && event.isBroken();
        frames += seen ? 1 : 0;
        if (isTooMuch()) {
            events.clear();
        }
    }

    /** Whether more is visible than is sent again, or what is cannot be shown. */
    boolean isTooMuch() {
        return frames > FRAMES_MAX || broken;
    }

    /** What they missed once {@code rest} has come too, empty where that is too much. */
    Optional<Missed> with(Iterator<RecordedEvent> rest) {
        while (rest.hasNext() && !isTooMuch()) {
            add(new LiveEvent(rest.next()));
        }
        return missed();
    }

    Optional<Missed> missed() {
        return isTooMuch() ? Optional.empty() : Optional.of(new Missed(before, events));
    }
}
