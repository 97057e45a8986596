package io.minutebook.infra.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The documents of one store in a database of a replica set. */
public final class MongoDocumentArchive implements DocumentArchive {

    private final MongoConnection connection;
    private final String prefix;

    private MongoDocumentArchive(MongoConnection connection, String prefix) {
        this.connection = connection;
        this.prefix = prefix;
    }

    /**
     * Opens the store {@code name} among those of the connection's database. The connection stays
     * the caller's.
     */
    public static MongoDocumentArchive open(MongoConnection connection, String name) {
        return new MongoDocumentArchive(connection, name + "_");
    }

    @Override
    public List<String> collections() {
        return reached(
                () ->
                        connection.database().listCollectionNames().into(new ArrayList<>()).stream()
                                .filter(name -> name.startsWith(prefix))
                                .map(name -> name.substring(prefix.length()))
                                .sorted()
                                .toList());
    }

    private MongoCollection<BsonDocument> documents(String collection) {
        return connection.database().getCollection(prefix + collection, BsonDocument.class);
    }

    @Override
    public List<Document> read(String collection, @Nullable String after, int limit) {
        return reached(
                () ->
                        documents(collection)
                                .find(after == null ? new BsonDocument() : Filters.gt("_id", after))
                                .sort(Sorts.ascending("_id"))
                                .limit(limit)
                                .into(new ArrayList<>())
                                .stream()
                                .map(MongoDocumentArchive::document)
                                .toList());
    }

    private static Document document(BsonDocument stored) {
        return new Document(
                stored.getString("_id").getValue(),
                stored.getString(MongoDocuments.JSON).getValue(),
                stored.getNumber(MongoDocuments.VERSION).longValue());
    }

    @Override
    public void drop(String collection) {
        reached(
                () -> {
                    documents(collection).drop();
                    return collection;
                });
    }

    @Override
    public void add(String collection, List<Document> documents) {
        if (!documents.isEmpty()) {
            reached(
                    () ->
                            documents(collection)
                                    .insertMany(
                                            documents.stream()
                                                    .map(MongoDocumentArchive::stored)
                                                    .toList()));
        }
    }

    private static BsonDocument stored(Document document) {
        BsonDocument stored =
                new BsonDocument("_id", new BsonString(document.id()))
                        .append(MongoDocuments.JSON, new BsonString(document.json()))
                        .append(MongoDocuments.VERSION, new BsonInt64(document.version()));
        JsonNode count = Json.COMPACT.readTree(document.json()).path(MongoDocuments.COUNT);
        return count.isIntegralNumber()
                ? stored.append(MongoDocuments.COUNT, new BsonInt64(count.asLong()))
                : stored;
    }

    /** Leaves the connection open. */
    @Override
    public void close() {}

    private static <T> T reached(Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException failure) {
            throw new LogUnavailableException(
                    "the document store failed: " + failure.getMessage(), failure);
        }
    }
}
