package io.minutebook.infra.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.Find;
import io.minutebook.kernel.store.StaleDocumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import tools.jackson.databind.JsonNode;

/**
 * One collection. A document's text is kept as it was put; beside it stand the values of its
 * indexed fields, and the count of one that is a counter.
 */
final class MongoDocuments {

    static final String JSON = "json";
    static final String VERSION = "version";
    static final String FIELDS = "fields";
    static final String COUNT = "count";
    private static final BsonDocument ALL = new BsonDocument();
    private static final int EXISTS_ALREADY = 48;
    private static final int CLEARED_AT_ONCE = 1_000;

    private final MongoDatabase database;
    private final MongoCollection<BsonDocument> documents;
    private final CollectionSpec spec;
    private final Set<String> indexed;

    MongoDocuments(MongoDatabase database, String store, CollectionSpec spec) {
        this.database = database;
        this.documents = database.getCollection(store + "_" + spec.name(), BsonDocument.class);
        this.spec = spec;
        this.indexed =
                spec.indexes().stream()
                        .flatMap(index -> index.fields().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Makes what is missing; a new index takes in the documents that are there. */
    void prepare() {
        create();
        Set<String> built = new HashSet<>();
        documents
                .listIndexes(BsonDocument.class)
                .forEach(index -> built.add(index.getString("name").getValue()));
        List<Index> missing =
                spec.indexes().stream().filter(index -> !built.contains(index.name())).toList();
        if (!missing.isEmpty()) {
            fill();
            missing.forEach(
                    index ->
                            documents.createIndex(
                                    order(index.fields(), 1),
                                    new IndexOptions().name(index.name())));
        }
    }

    private void create() {
        try {
            database.createCollection(documents.getNamespace().getCollectionName());
        } catch (MongoCommandException failure) {
            if (failure.getErrorCode() != EXISTS_ALREADY) {
                throw failure;
            }
        }
    }

    /** Documents replaced meanwhile are left alone: whoever did so has put the values there. */
    private void fill() {
        for (BsonDocument document :
                documents.find().projection(Projections.include(JSON, VERSION))) {
            String json = document.getString(JSON).getValue();
            documents.updateOne(
                    Filters.and(
                            Filters.eq("_id", document.get("_id")),
                            Filters.eq(VERSION, document.get(VERSION))),
                    new BsonDocument(
                            "$set", new BsonDocument(FIELDS, fields(Json.COMPACT.readTree(json)))));
        }
    }

    private static BsonDocument order(List<String> fields, int direction) {
        BsonDocument keys = new BsonDocument();
        fields.forEach(field -> keys.append(FIELDS + "." + field, new BsonInt32(direction)));
        return keys.append("_id", new BsonInt32(direction));
    }

    Map<String, Document> getAll(ClientSession session, List<String> ids) {
        Map<String, Document> found = new HashMap<>();
        Bson filter = ids.size() == 1 ? Filters.eq("_id", ids.get(0)) : Filters.in("_id", ids);
        read(documents.find(session, filter)).forEach(one -> found.put(one.id(), one));
        return found;
    }

    /** Reads from one moment's state, so that a batch is seen whole or not at all. */
    List<Document> find(ClientSession session, Find find) {
        Index index = spec.indexFor(find);
        int last = index.fields().size() - 1;
        String lastField = FIELDS + "." + index.fields().get(last);
        List<Bson> conditions = new ArrayList<>();
        for (int i = 0; i < find.equal().size(); i++) {
            conditions.add(
                    Filters.eq(
                            FIELDS + "." + index.fields().get(i),
                            IndexedValues.of(find.equal().get(i))));
        }
        if (find.from() != null) {
            conditions.add(Filters.gte(lastField, IndexedValues.of(find.from())));
        }
        if (find.to() != null) {
            conditions.add(Filters.lt(lastField, IndexedValues.of(find.to())));
        }
        boolean isLastGiven = find.equal().size() > last;
        if (!isLastGiven) {
            conditions.add(Filters.exists(lastField));
        }
        List<String> sort = isLastGiven ? List.of() : index.fields().subList(last, last + 1);
        return read(
                documents
                        .withReadConcern(ReadConcern.SNAPSHOT)
                        .find(session, Filters.and(conditions))
                        .hintString(index.name())
                        .sort(order(sort, find.descending() ? -1 : 1))
                        .skip(find.offset())
                        .limit(find.limit()));
    }

    private static List<Document> read(FindIterable<BsonDocument> found) {
        return found.projection(Projections.include(JSON, VERSION))
                .map(
                        document ->
                                new Document(
                                        document.getString("_id").getValue(),
                                        document.getString(JSON).getValue(),
                                        document.getInt64(VERSION).getValue()))
                .into(new ArrayList<>());
    }

    /** Writes in the order given; those that depend on nothing go to the store together. */
    void write(ClientSession session, List<Batch.Write> writes) {
        List<WriteModel<BsonDocument>> together = new ArrayList<>();
        for (Batch.Write write : writes) {
            switch (write) {
                case Batch.Write.Put put ->
                        together.add(
                                new UpdateOneModel<>(
                                        Filters.eq("_id", put.id()),
                                        replacement(put.json()),
                                        new UpdateOptions().upsert(true)));
                case Batch.Write.Delete delete ->
                        together.add(new DeleteOneModel<>(Filters.eq("_id", delete.id())));
                case Batch.Write.Replace replace -> {
                    send(session, together);
                    replace(session, replace.id(), replace.version(), replace.json());
                }
            }
        }
        send(session, together);
    }

    private void send(ClientSession session, List<WriteModel<BsonDocument>> together) {
        if (!together.isEmpty()) {
            documents.bulkWrite(session, together);
            together.clear();
        }
    }

    private void replace(ClientSession session, String id, long version, String json) {
        if (version == 0) {
            insert(session, id, json);
        } else if (documents
                        .updateOne(
                                session,
                                Filters.and(Filters.eq("_id", id), Filters.eq(VERSION, version)),
                                replacement(json))
                        .getMatchedCount()
                == 0) {
            throw new StaleDocumentException(spec.name(), id);
        }
    }

    private void insert(ClientSession session, String id, String json) {
        try {
            documents.insertOne(
                    session,
                    content(json)
                            .append("_id", new BsonString(id))
                            .append(VERSION, new BsonInt64(1)));
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new StaleDocumentException(spec.name(), id);
            }
            throw failure;
        }
    }

    /** Piece by piece: all of many takes longer than an answer of the server is waited for. */
    void clear(ClientSession session) {
        List<BsonValue> piece = ids(session, ALL);
        while (!piece.isEmpty()) {
            documents.deleteMany(session, Filters.in("_id", piece));
            piece = ids(session, Filters.gt("_id", piece.get(piece.size() - 1)));
        }
    }

    private List<BsonValue> ids(ClientSession session, Bson filter) {
        return documents
                .find(session, filter)
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("_id"))
                .limit(CLEARED_AT_ONCE)
                .map(document -> document.get("_id"))
                .into(new ArrayList<>());
    }

    private BsonDocument replacement(String json) {
        BsonDocument content = content(json);
        BsonDocument update =
                new BsonDocument("$set", content)
                        .append("$inc", new BsonDocument(VERSION, new BsonInt64(1)));
        if (!content.containsKey(COUNT)) {
            update.append("$unset", new BsonDocument(COUNT, new BsonString("")));
        }
        return update;
    }

    private BsonDocument content(String json) {
        JsonNode document = Json.COMPACT.readTree(json);
        BsonDocument content =
                new BsonDocument(JSON, new BsonString(json)).append(FIELDS, fields(document));
        if (document.path(COUNT).isIntegralNumber()) {
            content.append(COUNT, new BsonInt64(document.path(COUNT).asLong()));
        }
        return content;
    }

    private BsonDocument fields(JsonNode document) {
        BsonDocument fields = new BsonDocument();
        for (String field : indexed) {
            JsonNode value = document.path(field);
            List<BsonValue> values =
                    IndexedValues.of(value).stream().map(MongoDocuments::bson).toList();
            if (!values.isEmpty()) {
                fields.append(field, value.isArray() ? new BsonArray(values) : values.get(0));
            }
        }
        return fields;
    }

    private static BsonValue bson(Object value) {
        return value instanceof String text
                ? new BsonString(text)
                : new BsonInt64(((Number) value).longValue());
    }

    long add(ClientSession session, String id, long delta) {
        return MongoCounters.add(documents, session, id, delta);
    }
}
