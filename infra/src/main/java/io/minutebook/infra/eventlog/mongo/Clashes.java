package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.mongo.CommitDocument.CLAIM;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.CLAIMS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.COMMITS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.EXPIRES;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.FIRST;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.KEYS;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.ClaimTakenException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Finds out which commit is in the way of another: the store says only that one is. */
final class Clashes {

    private static final int DUPLICATE = 11_000;

    private final LogReader reader;
    private final MongoCollection<BsonDocument> commits;
    private final LastSequences lastSequences;

    Clashes(LogReader reader, MongoDatabase database, LastSequences lastSequences) {
        this.reader = reader;
        this.commits = database.getCollection(COMMITS, BsonDocument.class);
        this.lastSequences = lastSequences;
    }

    /** Whether all that failed is that one document met another, known to a majority. */
    static boolean isDuplicate(MongoBulkWriteException failure) {
        return failure.getWriteConcernError() == null
                && failure.getWriteErrors().size() == 1
                && failure.getWriteErrors().get(0).getCode() == DUPLICATE;
    }

    /** Looks which events exist that those of {@code group} build on. */
    void lookUpUnknown(ClientSession session, Group group) {
        List<String> unknown = group.unknownPredecessors(lastSequences);
        if (!unknown.isEmpty()) {
            for (BsonDocument commit : reader.existing(session, unknown)) {
                keys(commit).stream().filter(Keys::isEvent).forEach(this::exists);
            }
        }
    }

    private void exists(String eventKey) {
        lastSequences.exists(Keys.stream(eventKey), Keys.sequence(eventKey));
    }

    /**
     * Learns what is in the way of {@code document}: events of its streams, which the next plan
     * goes by; claims that are held, for which it is refused; or claims that have expired, which
     * are released.
     *
     * @return false where nothing can be seen in its way
     */
    boolean settle(ClientSession session, CommitDocument document, Group group) {
        Set<String> wanted = new HashSet<>(document.keys());
        List<BsonDocument> inTheWay = reader.existing(session, document.keys());
        List<String> events =
                inTheWay.stream()
                        .flatMap(commit -> keys(commit).stream())
                        .filter(key -> Keys.isEvent(key) && wanted.contains(key))
                        .toList();
        if (events.isEmpty()) {
            inTheWay.forEach(holder -> settleClaims(session, document, holder, group));
        }
        events.forEach(this::exists);
        return !inTheWay.isEmpty();
    }

    private void settleClaims(
            ClientSession session, CommitDocument document, BsonDocument holder, Group group) {
        Set<String> held = new HashSet<>(keys(holder));
        for (Claim claim : document.claims()) {
            if (held.contains(Keys.claim(claim.key()))
                    && !released(session, holder, claim.key(), document.recorded())) {
                group.refuse(document, new ClaimTakenException(claim.key()));
                return;
            }
        }
    }

    private boolean released(ClientSession session, BsonDocument holder, String claim, long now) {
        boolean expired =
                holder.getArray(CLAIMS, new BsonArray()).stream()
                        .map(BsonValue::asDocument)
                        .anyMatch(
                                held ->
                                        held.getString(CLAIM).getValue().equals(claim)
                                                && held.containsKey(EXPIRES)
                                                && held.getDateTime(EXPIRES).getValue() <= now);
        if (expired) {
            commits.updateOne(
                    session,
                    Filters.and(
                            Filters.eq(FIRST, holder.get(FIRST)),
                            Filters.elemMatch(
                                    CLAIMS,
                                    Filters.and(
                                            Filters.eq(CLAIM, claim),
                                            Filters.lte(EXPIRES, new BsonDateTime(now))))),
                    Updates.combine(
                            Updates.pull(KEYS, Keys.claim(claim)),
                            Updates.pull(CLAIMS, Filters.eq(CLAIM, claim))));
        }
        return expired;
    }

    private static List<String> keys(BsonDocument commit) {
        return commit.getArray(KEYS).stream().map(key -> key.asString().getValue()).toList();
    }
}
