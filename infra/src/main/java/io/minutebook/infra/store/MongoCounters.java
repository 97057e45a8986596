package io.minutebook.infra.store;

import static io.minutebook.infra.store.MongoDocuments.COUNT;
import static io.minutebook.infra.store.MongoDocuments.FIELDS;
import static io.minutebook.infra.store.MongoDocuments.JSON;
import static io.minutebook.infra.store.MongoDocuments.VERSION;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Counters among the documents of a collection, raised on the server in one step. */
final class MongoCounters {

    private static final int ADD_TRIES = 5;

    private MongoCounters() {}

    /** Adds {@code delta} and returns the sum. */
    static long add(
            MongoCollection<BsonDocument> documents, ClientSession session, String id, long delta) {
        BsonDocument sum =
                new BsonDocument(
                        "$add", new BsonArray(List.of(orZero(COUNT), new BsonInt64(delta))));
        BsonDocument raised =
                new BsonDocument("$add", new BsonArray(List.of(orZero(VERSION), new BsonInt64(1))));
        BsonDocument text =
                new BsonDocument(
                        "$concat",
                        new BsonArray(
                                Stream.<BsonValue>of(
                                                new BsonString("{\"count\":"),
                                                new BsonDocument(
                                                        "$toString", new BsonString("$" + COUNT)),
                                                new BsonString("}"))
                                        .toList()));
        List<BsonDocument> steps =
                List.of(
                        set(new BsonDocument(COUNT, sum).append(VERSION, raised)),
                        set(
                                new BsonDocument(JSON, text)
                                        .append(
                                                FIELDS,
                                                new BsonDocument(
                                                        COUNT, new BsonString("$" + COUNT)))));
        return upserted(documents, session, id, steps);
    }

    /** Of two that make a counter at once one may be told that it exists: it counts then. */
    private static long upserted(
            MongoCollection<BsonDocument> documents,
            ClientSession session,
            String id,
            List<BsonDocument> steps) {
        FindOneAndUpdateOptions options =
                new FindOneAndUpdateOptions()
                        .upsert(true)
                        .returnDocument(ReturnDocument.AFTER)
                        .projection(Projections.include(COUNT));
        for (int left = ADD_TRIES; ; left--) {
            try {
                BsonDocument counted =
                        documents.findOneAndUpdate(session, Filters.eq("_id", id), steps, options);
                if (counted == null) {
                    throw new MongoException("a counter was made and is not there");
                }
                return counted.getInt64(COUNT).getValue();
            } catch (MongoCommandException failure) {
                if (left == 0
                        || ErrorCategory.fromErrorCode(failure.getErrorCode())
                                != ErrorCategory.DUPLICATE_KEY) {
                    throw failure;
                }
            }
        }
    }

    private static BsonDocument set(BsonDocument values) {
        return new BsonDocument("$set", values);
    }

    private static BsonDocument orZero(String field) {
        return new BsonDocument(
                "$ifNull", new BsonArray(List.of(new BsonString("$" + field), new BsonInt64(0))));
    }
}
