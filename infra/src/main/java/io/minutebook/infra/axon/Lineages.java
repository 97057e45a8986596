package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.Committed;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Lets commands of an aggregate go on while earlier commits of it are being written. Units of work
 * carry the {@link Lineage} of the instance they decide on; the aggregate's lock keeps them one
 * after the other.
 */
final class Lineages {

    private static final String CARRIED = Lineages.class.getName() + ".carried";
    private static final String APPENDED = Lineages.class.getName() + ".appended";

    private final ConcurrentMap<String, Lineage> underWay = new ConcurrentHashMap<>();
    private final CommitLog log;
    private final Snapshots snapshots;

    Lineages(CommitLog log, Snapshots snapshots) {
        this.log = log;
        this.snapshots = snapshots;
    }

    /** Waits until no commit of {@code stream} is under way, whatever became of them. */
    void awaitSettled(String stream) {
        Lineage lineage = underWay.get(stream);
        if (lineage != null) {
            lineage.newest().handle((committed, failure) -> stream).join();
        }
    }

    /** The current unit of work decides on the instance of {@code lineage}. */
    static void carry(Lineage lineage) {
        resources().put(CARRIED, lineage);
    }

    /** What the current unit of work decides on; null where it has loaded nothing. */
    static @Nullable Lineage carried() {
        return (Lineage) resources().get(CARRIED);
    }

    /**
     * Appends a commit of the current unit of work, whose first event has sequence {@code first}.
     */
    void append(String stream, long first, Commit commit) {
        Lineage lineage = carried();
        if (lineage == null) {
            lineage = new Lineage(stream, first - 1);
            carry(lineage);
        }
        CompletableFuture<Committed> durable =
                lineage.append(
                        log,
                        commit,
                        started -> underWay.put(stream, started),
                        settled -> underWay.remove(stream, settled));
        if (lineage.isSnapshotDue(first + commit.events().size() - 1)) {
            durable.thenRun(() -> snapshots.ask(stream));
        }
        resources().put(APPENDED, durable);
    }

    /** The commit that {@code unitOfWork} appended; null where it appended none. */
    @SuppressWarnings("unchecked") // put there by append alone
    static @Nullable CompletableFuture<Committed> appended(UnitOfWork<?> unitOfWork) {
        return (CompletableFuture<Committed>) unitOfWork.root().resources().get(APPENDED);
    }

    private static Map<String, Object> resources() {
        return CurrentUnitOfWork.get().root().resources();
    }
}
