package io.minutebook.infra.eventlog.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.CommitOutcome;
import io.minutebook.infra.eventlog.CommitWriter;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.mongo.LogReader.End;
import io.minutebook.infra.mongo.MongoConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Writes groups of commits to the end of the chain. Each document is inserted where the one before
 * it ends; the place, which is its {@code _id}, can be taken once. A place found taken, and an
 * answer that did not come, are settled by reading the place back.
 *
 * <p>A document once sent whose fate is unknown may still land. It is only ever sent again
 * unchanged, to the same place, until that place is known to be its own or another's; never to a
 * second place.
 */
final class ChainWriter implements CommitWriter {

    /** How long a group's fate may stay open before it is told to have failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Places lost in a row before this node asks for a turn. */
    private static final int LOST_MAX = 2;

    private final MongoConnection connection;
    private final MongoCollection<CommitDocument> commits;
    private final LogReader reader;
    private final Clashes clashes;
    private final LastSequences lastSequences;
    private final Turns turns;
    private final String node;
    private final Clock clock;
    private End end;
    private boolean isEndKnown = true;
    private boolean isDown;

    /**
     * @throws StoreFailedException where the log cannot be read
     */
    ChainWriter(
            MongoConnection connection,
            MongoCollection<CommitDocument> commits,
            LogReader reader,
            LastSequences lastSequences,
            Turns turns,
            String node,
            Clock clock) {
        this.connection = connection;
        this.commits = commits;
        this.reader = reader;
        this.clashes = new Clashes(reader, connection.database(), lastSequences);
        this.lastSequences = lastSequences;
        this.turns = turns;
        this.node = node;
        this.clock = clock;
        this.end = reader.end();
    }

    @Override
    public long head() {
        return end.head();
    }

    @Override
    public List<CommitOutcome> write(List<Commit> commits) {
        Group group = new Group(commits);
        try (ClientSession session = connection.session()) {
            new Attempt(group, session).run();
            connection.remember(session);
        }
        turns.wrote(group.written(), group.forestalled());
        return group.outcomes();
    }

    @Override
    public void close() {
        turns.done();
    }

    /** One group on its way into the log. */
    private final class Attempt {

        private final Group group;
        private final ClientSession session;
        private final Patience patience = new Patience(isDown ? Duration.ZERO : PATIENCE);
        private List<CommitDocument> unsettled = List.of();
        private int lost;

        Attempt(Group group, ClientSession session) {
            this.group = group;
            this.session = session;
        }

        void run() {
            while (group.isOpen()) {
                try {
                    step();
                } catch (MongoException outage) {
                    isEndKnown = false;
                    if (!patience.pause()) {
                        isDown = true;
                        group.fail(
                                new StoreFailedException(
                                        "the store did not answer in time: " + outage.getMessage(),
                                        outage));
                    }
                }
            }
            isDown &= !isEndKnown;
        }

        private void step() {
            if (!unsettled.isEmpty()) {
                readBack();
            }
            if (!unsettled.isEmpty()) {
                send(unsettled);
                return;
            }
            if (!isEndKnown) {
                readEnd();
            }
            turns.letOthersGoFirst();
            clashes.lookUpUnknown(session, group);
            List<CommitDocument> documents = group.plan(end, clock.millis(), node, lastSequences);
            if (documents.isEmpty()) {
                group.confirmRefusals();
            } else {
                send(documents);
            }
        }

        /** Inserts documents in their order, up to the first that cannot be. */
        private void send(List<CommitDocument> documents) {
            boolean again = !unsettled.isEmpty();
            unsettled = documents;
            try {
                commits.insertMany(session, documents);
                documents.forEach(this::landed);
                unsettled = List.of();
            } catch (MongoBulkWriteException failure) {
                if (!Clashes.isDuplicate(failure)) {
                    throw failure;
                }
                int landed = failure.getWriteErrors().get(0).getIndex();
                documents.subList(0, landed).forEach(this::landed);
                CommitDocument clashing = documents.get(landed);
                // of what was sent once, the store went no further than this one
                unsettled = again ? documents.subList(landed, documents.size()) : List.of(clashing);
                clashed(clashing);
            }
        }

        /** Settles what a document met: itself, another in its place, or one of its keys. */
        private void clashed(CommitDocument document) {
            readBack();
            if (unsettled.isEmpty() || unsettled.get(0) != document) {
                return;
            }
            // the place is free, so a key is taken; nothing later was written by this send
            if (clashes.settle(session, document, group)) {
                unsettled = List.of();
            } else {
                throw new MongoException("the commit in the way cannot be seen yet");
            }
        }

        /** Asks the places of unsettled documents what stands there. */
        private void readBack() {
            long first = unsettled.get(0).first();
            long last = unsettled.get(unsettled.size() - 1).first();
            for (CommitDocument standing : reader.standing(session, first, last)) {
                CommitDocument sent = unsettled.isEmpty() ? null : unsettled.get(0);
                if (sent == null || sent.first() != standing.first()) {
                    break;
                }
                if (sent.id().equals(standing.id())) {
                    landed(sent);
                    unsettled = unsettled.subList(1, unsettled.size());
                } else {
                    unsettled = List.of(); // none of them can land any more
                    lostThePlace();
                }
            }
        }

        private void lostThePlace() {
            readEnd();
            if (++lost >= LOST_MAX) {
                turns.ask();
            }
        }

        private void landed(CommitDocument document) {
            end = new End(document.last(), document.recorded());
            document.events()
                    .forEach(event -> lastSequences.exists(event.stream(), event.sequence()));
            group.landed(document);
        }

        private void readEnd() {
            End now = reader.end(session);
            if (now.head() < end.head()) {
                throw new StoreFailedException(
                        "the log ends at "
                                + now.head()
                                + ", it was acknowledged up to "
                                + end.head(),
                        null);
            }
            end = now;
            isEndKnown = true;
        }
    }
}
