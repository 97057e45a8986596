package io.minutebook.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.infra.store.SqliteDocumentStore.Durability;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.DocumentStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentStoreTest extends DocumentStoreContract {

    @TempDir Path folder;

    @Override
    protected DocumentStore open() {
        return SqliteDocumentStore.open(folder.resolve("state.db"), Durability.FULL);
    }

    @Test
    void tellsOfAWriteThatFailsAndGoesOn() throws SQLException {
        store.declare(new CollectionSpec("notes", List.of()));
        store.write(new Batch().put("notes", "a", "{}"));
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TRIGGER fault BEFORE INSERT ON c_notes WHEN NEW.id = 'faulty'"
                            + " BEGIN SELECT RAISE(ABORT, 'injected'); END");
        }
        assertThatThrownBy(
                        () ->
                                store.write(
                                        new Batch()
                                                .put("notes", "a", "{\"n\":1}")
                                                .put("notes", "faulty", "{}")))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(store.get("notes", "a").orElseThrow().json()).isEqualTo("{}");
        store.write(new Batch().put("notes", "b", "{}"));
        assertThat(store.get("notes", "b")).isPresent();
    }

    @Test
    void leavesNothingOfADeletedDocument() throws IOException {
        store.declare(new CollectionSpec("notes", List.of()));
        store.write(new Batch().put("notes", "a", "{\"t\":\"a most personal remark\"}"));
        store.write(new Batch().delete("notes", "a"));
        store.close(); // the last connection folds the write-ahead log into the file
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("a most personal remark");
            }
        }
        store = open();
    }
}
