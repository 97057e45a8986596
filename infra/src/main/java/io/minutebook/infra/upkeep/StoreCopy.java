package io.minutebook.infra.upkeep;

import io.minutebook.infra.eventlog.CommitArchive;
import io.minutebook.infra.eventlog.StoredCommit;
import io.minutebook.infra.store.DocumentArchive;
import io.minutebook.kernel.store.Document;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves a store into another, of whatever kind: the log byte for byte, then the state; never the
 * views, which follow from the log. Run again, it goes on where it stopped. The log goes first: a
 * state that is ahead of its log is noticed at the next start, one behind it would not be.
 */
public final class StoreCopy {

    private static final int COMMITS = 500;
    private static final int DOCUMENTS = 100;
    private static final String MARK = "copy_mark";

    private final StoreArchives from;
    private final StoreArchives to;

    public StoreCopy(StoreArchives from, StoreArchives to) {
        this.from = from;
        this.to = to;
    }

    /**
     * What was copied by this run.
     *
     * @param head position of the last event of both logs
     */
    public record Copied(String logId, long head, long events, long documents) {}

    /**
     * @throws ForeignTargetException where the target holds something else, or is the source
     */
    public Copied run() {
        requireAnother();
        requireOwnBeginning();
        long before = to.log().head();
        copyLog(before);
        long head = to.log().head();
        return new Copied(to.log().logId(), head, head - before, copyState());
    }

    /** One database may have two addresses: what is written to one would then show at the other. */
    private void requireAnother() {
        String mark = UUID.randomUUID().toString();
        to.state().drop(MARK);
        to.state().add(MARK, List.of(new Document(mark, "{}", 1)));
        boolean isSame =
                from.state().read(MARK, null, 1).stream()
                        .anyMatch(document -> document.id().equals(mark));
        to.state().drop(MARK);
        if (isSame) {
            throw new ForeignTargetException("source and target are the same store");
        }
    }

    private void requireOwnBeginning() {
        CommitArchive target = to.log();
        if (!target.logId().equals(from.log().logId())) {
            if (target.head() >= 0 || !to.state().isEmpty() || !to.views().isEmpty()) {
                throw new ForeignTargetException("the target holds another record already");
            }
            target.take(from.log().logId());
        }
        Optional<StoredCommit> last = target.last();
        if (last.isPresent() && !isInSource(last.get())) {
            throw new ForeignTargetException(
                    "the target went on by itself: the source does not have its commit at position "
                            + last.get().first());
        }
    }

    private boolean isInSource(StoredCommit commit) {
        return from.log().read(commit.first() - 1, 1).stream()
                .anyMatch(
                        found ->
                                found.first() == commit.first()
                                        && found.commit().id().equals(commit.commit().id()));
    }

    private void copyLog(long after) {
        List<StoredCommit> page = from.log().read(after, COMMITS);
        while (!page.isEmpty()) {
            to.log().write(page);
            page = from.log().read(page.get(page.size() - 1).last(), COMMITS);
        }
    }

    private long copyState() {
        DocumentArchive target = to.state();
        target.collections().forEach(target::drop);
        long count = 0;
        for (String collection : from.state().collections()) {
            List<Document> page = from.state().read(collection, null, DOCUMENTS);
            while (!page.isEmpty()) {
                target.add(collection, page);
                count += page.size();
                page = from.state().read(collection, page.get(page.size() - 1).id(), DOCUMENTS);
            }
        }
        return count;
    }
}
