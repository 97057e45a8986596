package io.minutebook.infra.axon;

import io.minutebook.command.state.MeetingState;
import java.util.Optional;

/** What spares reading a stream from its first event. */
interface Snapshots {

    /** None are kept. */
    Snapshots NONE =
            new Snapshots() {
                @Override
                public Optional<Snapshot> find(String stream) {
                    return Optional.empty();
                }

                @Override
                public void ask(String stream) {}
            };

    /**
     * What the events of a stream made of a meeting.
     *
     * @param sequence of the last of them
     */
    record Snapshot(long sequence, MeetingState state) {}

    /** The snapshot of {@code stream}, where there is one that this log and this version fit. */
    Optional<Snapshot> find(String stream);

    /** Has a snapshot taken of what is durable, at some time, perhaps; never waits. */
    void ask(String stream);
}
