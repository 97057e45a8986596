package io.minutebook.infra.eventlog.mongo;

import static io.minutebook.infra.eventlog.mongo.CommitDocument.CLAIMS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.COMMITS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.COUNT;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.EVENTS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.FIRST;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.KEYS;
import static io.minutebook.infra.eventlog.mongo.CommitDocument.RECORDED;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.minutebook.infra.eventlog.NewEvent;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.infra.mongo.MongoConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Reads what a majority holds, and everything this node wrote. */
final class LogReader {

    /** Candidates per look at the index when a stream's end is searched. */
    private static final int PROBES = 32;

    private static final int DOUBLINGS = 40;
    private static final Bson WITH_EVENTS = Projections.include(FIRST, RECORDED, EVENTS);

    private final MongoConnection connection;
    private final MongoCollection<CommitDocument> commits;
    private final MongoCollection<BsonDocument> parts;

    LogReader(MongoConnection connection, MongoCollection<CommitDocument> commits) {
        this.connection = connection;
        this.commits = commits;
        this.parts = connection.database().getCollection(COMMITS, BsonDocument.class);
    }

    /** The log's end: where it stands and when that was recorded. */
    record End(long head, long recorded) {

        static final End NOTHING = new End(-1, 0);
    }

    End end() {
        return read(this::end);
    }

    End end(ClientSession session) {
        BsonDocument last =
                parts.find(session)
                        .sort(Sorts.descending(FIRST))
                        .limit(1)
                        .projection(Projections.include(FIRST, COUNT, RECORDED))
                        .first();
        return last == null
                ? End.NOTHING
                : new End(
                        last.getInt64(FIRST).getValue() + last.getInt32(COUNT).getValue() - 1,
                        last.getDateTime(RECORDED).getValue());
    }

    List<StoredEvent> readAll(long after, int limit) {
        return read(
                session -> {
                    long from = after + 1;
                    List<StoredEvent> events =
                            collect(
                                    commits.find(session, Filters.gte(FIRST, from)),
                                    limit,
                                    e -> true);
                    boolean startsWithinACommit =
                            events.isEmpty() || events.get(0).position() > from;
                    if (!startsWithinACommit) {
                        return events;
                    }
                    List<StoredEvent> page = new ArrayList<>(rest(session, from));
                    page.addAll(events);
                    return page.size() > limit ? List.copyOf(page.subList(0, limit)) : page;
                });
    }

    /** Events from position {@code from} on of the commit that began before. */
    private List<StoredEvent> rest(ClientSession session, long from) {
        CommitDocument around =
                commits.find(session, Filters.lt(FIRST, from))
                        .sort(Sorts.descending(FIRST))
                        .limit(1)
                        .projection(WITH_EVENTS)
                        .first();
        return around == null
                ? List.of()
                : stored(around).stream().filter(event -> event.position() >= from).toList();
    }

    private static List<StoredEvent> collect(
            FindIterable<CommitDocument> found, int limit, Predicate<StoredEvent> wanted) {
        List<StoredEvent> events = new ArrayList<>();
        try (MongoCursor<CommitDocument> cursor =
                found.sort(Sorts.ascending(FIRST))
                        .projection(WITH_EVENTS)
                        .limit(limit)
                        .batchSize(limit)
                        .cursor()) {
            while (cursor.hasNext() && events.size() < limit) {
                for (StoredEvent event : stored(cursor.next())) {
                    if (events.size() < limit && wanted.test(event)) {
                        events.add(event);
                    }
                }
            }
        }
        return events;
    }

    /**
     * Sequences are dense, so a page is a range of keys with both ends known; the bounds hold for
     * one and the same key, without which the index would be read from one end.
     */
    List<StoredEvent> readStream(String stream, long after, int limit) {
        long last = limit > Long.MAX_VALUE - 1 - after ? Long.MAX_VALUE : after + limit;
        Bson range =
                Filters.elemMatch(
                        KEYS,
                        new BsonDocument()
                                .append("$gte", new BsonString(Keys.event(stream, after + 1)))
                                .append("$lte", new BsonString(Keys.event(stream, last))));
        return read(
                session ->
                        commits
                                .find(session, range)
                                .projection(WITH_EVENTS)
                                .batchSize(limit)
                                .into(new ArrayList<>())
                                .stream()
                                .sorted(Comparator.comparingLong(CommitDocument::first))
                                .flatMap(commit -> stored(commit).stream())
                                .filter(
                                        event ->
                                                event.stream().equals(stream)
                                                        && event.sequence() > after)
                                .limit(limit)
                                .toList());
    }

    private static List<StoredEvent> stored(CommitDocument commit) {
        List<StoredEvent> events = new ArrayList<>(commit.events().size());
        Instant recorded = Instant.ofEpochMilli(commit.recorded());
        long position = commit.first();
        for (NewEvent event : commit.events()) {
            events.add(
                    new StoredEvent(
                            position++,
                            event.stream(),
                            event.sequence(),
                            recorded,
                            event.entry(),
                            event.privatePart()));
        }
        return events;
    }

    /**
     * Sequences are dense, so the last is found by asking which of a few exist, first ever farther
     * on, then ever closer.
     *
     * @param known a sequence that exists, or -1
     */
    long lastSequence(String stream, long known) {
        return read(
                session -> {
                    List<Long> next = List.of(known + 1); // most often there is no more
                    long last = farthest(session, stream, next, known);
                    if (last == known) {
                        return known;
                    }
                    long from = last;
                    List<Long> farther =
                            LongStream.range(0, DOUBLINGS)
                                    .map(i -> from + (1L << i))
                                    .boxed()
                                    .toList();
                    last = farthest(session, stream, farther, last);
                    long beyond = beyond(farther, last, Long.MAX_VALUE);
                    while (beyond > last + 1) {
                        List<Long> between = between(last, beyond);
                        last = farthest(session, stream, between, last);
                        beyond = beyond(between, last, beyond);
                    }
                    return last;
                });
    }

    private static List<Long> between(long last, long beyond) {
        long step = Math.max(1, (beyond - last) / PROBES);
        return LongStream.iterate(last + step, next -> next < beyond, next -> next + step)
                .boxed()
                .toList();
    }

    /** The first of {@code candidates} that does not exist: those after {@code last}. */
    private static long beyond(List<Long> candidates, long last, long otherwise) {
        return candidates.stream().filter(one -> one > last).findFirst().orElse(otherwise);
    }

    /** The last sequence of {@code stream} in the commits that hold any of {@code candidates}. */
    private long farthest(ClientSession session, String stream, List<Long> candidates, long known) {
        return existing(
                        session,
                        candidates.stream().map(sequence -> Keys.event(stream, sequence)).toList())
                .stream()
                .flatMap(commit -> commit.getArray(KEYS).stream())
                .map(key -> key.asString().getValue())
                .filter(key -> Keys.isEvent(key) && Keys.stream(key).equals(stream))
                .mapToLong(Keys::sequence)
                .reduce(known, Math::max);
    }

    /** Those commits that hold any of {@code keys}: their keys and claims. */
    List<BsonDocument> existing(ClientSession session, List<String> keys) {
        return parts.find(session, Filters.in(KEYS, keys))
                .projection(Projections.include(KEYS, CLAIMS))
                .into(new ArrayList<>());
    }

    /** The ids of the commits that stand in the places from {@code first} to {@code last}. */
    List<CommitDocument> standing(ClientSession session, long first, long last) {
        return commits.find(
                        session, Filters.and(Filters.gte(FIRST, first), Filters.lte(FIRST, last)))
                .sort(Sorts.ascending(FIRST))
                .projection(Projections.exclude(EVENTS, KEYS, CLAIMS))
                .into(new ArrayList<>());
    }

    Optional<StoredEvent> holderOf(String claim, long now) {
        return read(
                session ->
                        Optional.ofNullable(
                                        commits.find(session, Filters.eq(KEYS, Keys.claim(claim)))
                                                .first())
                                .filter(
                                        commit ->
                                                commit.claims().stream()
                                                        .anyMatch(
                                                                held ->
                                                                        held.key().equals(claim)
                                                                                && isHeld(
                                                                                        held
                                                                                                .expires(),
                                                                                        now)))
                                .map(commit -> stored(commit).get(0)));
    }

    private static boolean isHeld(@Nullable Instant expires, long now) {
        return expires == null || expires.toEpochMilli() > now;
    }

    private <T> T read(Function<ClientSession, T> reading) {
        try (ClientSession session = connection.session()) {
            T answer = reading.apply(session);
            connection.remember(session); // after a failover too nothing older is read
            return answer;
        } catch (MongoException failure) {
            throw new StoreFailedException("cannot read the log: " + failure.getMessage(), failure);
        }
    }
}
