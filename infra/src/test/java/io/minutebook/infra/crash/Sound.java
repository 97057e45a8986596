package io.minutebook.infra.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import io.minutebook.infra.main.CommandRun;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.store.DocumentArchive;
import io.minutebook.infra.store.MongoDocumentArchive;
import io.minutebook.infra.store.SqliteDocumentArchive;
import io.minutebook.infra.story.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must hold of a store whatever happened to those who used it. */
final class Sound {

    private static final List<String> VIEWS = List.of("meetings", "chat", "due");

    private Sound() {}

    /** Everything acknowledged is there, once, and in the order of the record. */
    static void assertNothingLost(Person reader, String meeting, Set<String> acknowledged) {
        List<String> lines = reader.messageIds(meeting);
        assertThat(lines).doesNotHaveDuplicates().containsAll(acknowledged);
    }

    /**
     * Positions and sequences are dense, every entry is what it was committed as, and the views
     * that nodes kept equal views folded anew. No node runs.
     */
    static void assertSound(String store) {
        CommandRun check = CommandRun.of("check", "--store", store);
        assertThat(check.status()).as(check.toString()).isZero();
        Map<String, String> kept = views(store);
        for (String view : VIEWS) {
            for (int side = 0; side < 2; side++) {
                CommandRun rebuild =
                        CommandRun.of("rebuild", view, "--linger", "0", "--store", store);
                assertThat(rebuild.status()).as(rebuild.toString()).isZero();
            }
        }
        assertThat(views(store)).isEqualTo(kept);
    }

    private static Map<String, String> views(String store) {
        if (store.startsWith("sqlite:")) {
            Path file = Path.of(store.substring("sqlite:".length())).resolve("views.db");
            try (DocumentArchive archive = SqliteDocumentArchive.open(file)) {
                return documents(archive);
            }
        }
        try (MongoConnection connection = MongoConnection.open(new ConnectionString(store));
                DocumentArchive archive = MongoDocumentArchive.open(connection, "views")) {
            return documents(archive);
        }
    }

    /** Those of views; how far they are is said by how far the documents are. */
    private static Map<String, String> documents(DocumentArchive archive) {
        Map<String, String> all = new TreeMap<>();
        for (String collection : archive.collections()) {
            if (collection.equals("tokens") || collection.startsWith("meeting_snapshots")) {
                continue;
            }
            String after = null;
            List<io.minutebook.kernel.store.Document> page;
            do {
                page = archive.read(collection, after, 1_000);
                for (io.minutebook.kernel.store.Document document : page) {
                    all.put(collection + "/" + document.id(), document.json());
                    after = document.id();
                }
            } while (!page.isEmpty());
        }
        return all;
    }
}
