package io.minutebook.infra.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.DocumentStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class MongoDocumentStoreTest extends DocumentStoreContract {

    private final RealMongo.Database database = RealMongo.database();
    private final MongoConnection connection = database.connect();

    @Override
    protected DocumentStore open() {
        return MongoDocumentStore.open(connection, "state");
    }

    @Override
    protected void cleanUp() {
        connection.close();
        database.close();
    }

    @Test
    void keepsStoresOfOneDatabaseApart() {
        CollectionSpec notes = new CollectionSpec("notes", List.of());
        store.declare(notes);
        store.write(new Batch().put("notes", "a", "{}"));
        DocumentStore views = MongoDocumentStore.open(connection, "views");
        views.declare(notes);
        assertThat(views.get("notes", "a")).isEmpty();
    }

    @Test
    void goesOnWhereANodeWasKilledWithinATransaction() {
        CollectionSpec notes = new CollectionSpec("notes", List.of());
        store.declare(notes);
        store.write(new Batch().put("notes", "a", "{}").put("notes", "b", "{}"));
        try (MongoClient killed = MongoClients.create(database.uri() + "&appName=minutebook");
                ClientSession session = killed.startSession()) {
            session.startTransaction();
            killed.getDatabase(database.name())
                    .getCollection("state_notes")
                    .updateOne(session, Filters.eq("_id", "a"), Updates.set("json", "never"));

            store.write(new Batch().put("notes", "a", "{\"n\":1}").put("notes", "b", "{}"));

            assertThat(store.get("notes", "a").orElseThrow().json()).isEqualTo("{\"n\":1}");
        }
    }

    @Test
    void showsOtherNodesWhatWasWritten() {
        CollectionSpec notes = new CollectionSpec("notes", List.of());
        store.declare(notes);
        try (MongoConnection elsewhere = database.connect()) {
            DocumentStore other = MongoDocumentStore.open(elsewhere, "state");
            other.declare(notes);
            for (int i = 1; i <= 50; i++) {
                assertThat(store.add("notes", "hits", 1)).isEqualTo(2 * i - 1);
                assertThat(other.add("notes", "hits", 1)).isEqualTo(2 * i);
                store.write(new Batch().put("notes", "a", "{}").put("notes", "b", "{}"));
                assertThat(other.get("notes", "b").orElseThrow().version()).isEqualTo(i);
            }
        }
    }
}
