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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

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
        if (writes.isEmpty()) {
            return;
        }
        within(
                session -> {
                    if (writes.size() == 1 && !(writes.get(0) instanceof Batch.Write.Clear)) {
                        apply(session, writes.get(0));
                    } else {
                        transactions.run(
                                session, () -> writes.forEach(write -> apply(session, write)));
                    }
                    return writes;
                });
    }

    private void apply(ClientSession session, Batch.Write write) {
        switch (write) {
            case Batch.Write.Put put -> known(put.collection()).put(session, put.id(), put.json());
            case Batch.Write.Replace replace ->
                    known(replace.collection())
                            .replace(session, replace.id(), replace.version(), replace.json());
            case Batch.Write.Delete delete ->
                    known(delete.collection()).delete(session, delete.id());
            case Batch.Write.Clear clear -> known(clear.collection()).clear(session);
        }
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

    private static <T> T reached(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException failure) {
            throw new LogUnavailableException(
                    "the document store failed: " + failure.getMessage(), failure);
        }
    }
}
