package io.minutebook.infra.store;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Documents in collections of a replica set, for any number of nodes. A batch of several writes is
 * a transaction.
 */
public final class MongoDocumentStore implements DocumentStore {

    private final Map<String, MongoDocuments> collections = new ConcurrentHashMap<>();
    private final MongoConnection connection;
    private final MongoTransactions transactions;
    private final String name;

    private MongoDocumentStore(MongoConnection connection, String name) {
        this.connection = connection;
        this.transactions = new MongoTransactions(connection);
        this.name = name;
    }

    /**
     * Opens the store {@code name} among those of the connection's database. The connection stays
     * the caller's.
     */
    public static MongoDocumentStore open(MongoConnection connection, String name) {
        return new MongoDocumentStore(connection, name);
    }

    @Override
    public void declare(CollectionSpec spec) {
        MongoDocuments documents = new MongoDocuments(connection.database(), name, spec);
        reached(
                () -> {
                    documents.prepare();
                    return documents;
                });
        collections.put(spec.name(), documents);
    }

    @Override
    public Optional<Document> get(String collection, String id) {
        return Optional.ofNullable(getAll(collection, List.of(id)).get(id));
    }

    @Override
    public Map<String, Document> getAll(String collection, List<String> ids) {
        MongoDocuments documents = known(collection);
        return within(session -> documents.getAll(session, ids));
    }

    @Override
    public List<Document> find(Find find) {
        MongoDocuments documents = known(find.collection());
        return within(session -> documents.find(session, find));
    }

    @Override
    public void write(Batch batch) {
        List<Batch.Write> writes = batch.writes();
        Map<MongoDocuments, List<Batch.Write>> byCollection =
                writes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        write -> known(write.collection()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        if (writes.isEmpty()) {
            return;
        }
        within(
                session -> {
                    if (writes.size() == 1) {
                        apply(session, byCollection);
                    } else {
                        transactions.run(session, () -> apply(session, byCollection));
                    }
                    return writes;
                });
    }

    /** In their order within a collection; over collections the order makes no difference. */
    private static void apply(
            ClientSession session, Map<MongoDocuments, List<Batch.Write>> byCollection) {
        byCollection.forEach((documents, writes) -> documents.write(session, writes));
    }

    @Override
    public void clear(String collection) {
        MongoDocuments documents = known(collection);
        within(
                session -> {
                    documents.clear(session);
                    return documents;
                });
    }

    @Override
    public long add(String collection, String id, long delta) {
        MongoDocuments documents = known(collection);
        return within(session -> documents.add(session, id, delta));
    }

    /** Leaves the connection open. */
    @Override
    public void close() {
        collections.clear();
    }

    private MongoDocuments known(String collection) {
        MongoDocuments documents = collections.get(collection);
        if (documents == null) {
            throw new IllegalArgumentException("undeclared collection " + collection);
        }
        return documents;
    }

    private <T> T within(Function<ClientSession, T> work) {
        return reached(
                () -> {
                    try (ClientSession session = connection.session()) {
                        T answer = work.apply(session);
                        connection.remember(session);
                        return answer;
                    }
                });
    }

    private static <T> T reached(Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException failure) {
            throw new LogUnavailableException(
                    "the document store failed: " + failure.getMessage(), failure);
        }
    }
}
