package io.minutebook.infra.store;

import io.minutebook.infra.sqlite.PreparedStatements;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.Find;
import io.minutebook.kernel.store.StaleDocumentException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A collection's table and those of its indexes. */
final class Collection {

    static final String TABLE = "c_";
    static final String COLUMNS =
            " (id TEXT PRIMARY KEY, json TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID";

    private final CollectionSpec spec;
    private final String table;
    private final List<IndexTable> indexes;
    private final String upsert;
    private final String selectVersion;
    private final String delete;

    Collection(CollectionSpec spec) {
        this.spec = spec;
        this.table = TABLE + spec.name();
        this.upsert =
                "INSERT INTO "
                        + table
                        + " VALUES (?, ?, 1) ON CONFLICT (id) DO UPDATE SET json = excluded.json,"
                        + " version = version + 1 RETURNING version";
        this.selectVersion = "SELECT version FROM " + table + " WHERE id = ?";
        this.delete = "DELETE FROM " + table + " WHERE id = ?";
        this.indexes =
                spec.indexes().stream().map(index -> new IndexTable(spec.name(), index)).toList();
    }

    /** Makes the tables that are missing; a new index takes in the documents that are there. */
    void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table + COLUMNS);
        }
        for (IndexTable index : indexes) {
            if (index.create(connection)) {
                fill(connection, index);
            }
        }
    }

    private void fill(Connection connection, IndexTable index) throws SQLException {
        PreparedStatements writer = new PreparedStatements(connection);
        try (PreparedStatement all = connection.prepareStatement("SELECT id, json FROM " + table);
                ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                index.add(writer, rows.getString(1), Json.COMPACT.readTree(rows.getString(2)));
            }
        }
    }

    Map<String, Document> getAll(Connection connection, List<String> ids) throws SQLException {
        Map<String, Document> found = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT id, json, version FROM " + table + " WHERE id = ?")) {
            for (String id : ids) {
                statement.setString(1, id);
                documents(statement).forEach(document -> found.put(id, document));
            }
        }
        return found;
    }

    List<Document> find(Connection connection, Find find) throws SQLException {
        String name = spec.indexFor(find).name();
        IndexTable index =
                indexes.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        try (PreparedStatement statement = connection.prepareStatement(index.select(table, find))) {
            index.bind(statement, find);
            return documents(statement);
        }
    }

    private static List<Document> documents(PreparedStatement statement) throws SQLException {
        List<Document> documents = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                documents.add(new Document(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
        }
        return documents;
    }

    void put(PreparedStatements writer, String id, String json) throws SQLException {
        PreparedStatement statement = writer.of(upsert);
        statement.setString(1, id);
        statement.setString(2, json);
        reindex(writer, id, json, number(statement) == 1);
    }

    void replace(PreparedStatements writer, String id, long version, String json)
            throws SQLException {
        if (version(writer, id) != version) {
            throw new StaleDocumentException(table, id);
        }
        put(writer, id, json);
    }

    private long version(PreparedStatements writer, String id) throws SQLException {
        PreparedStatement statement = writer.of(selectVersion);
        statement.setString(1, id);
        return number(statement);
    }

    /** What a statement answers, 0 where that is nothing. */
    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    void delete(PreparedStatements writer, String id) throws SQLException {
        PreparedStatement statement = writer.of(delete);
        statement.setString(1, id);
        statement.executeUpdate();
        for (IndexTable index : indexes) {
            index.remove(writer, id);
        }
    }

    void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + table);
            for (IndexTable index : indexes) {
                statement.execute("DELETE FROM " + index.table());
            }
        }
    }

    long add(PreparedStatements writer, String id, long delta) throws SQLException {
        Document stands = getAll(writer.connection(), List.of(id)).get(id);
        long sum =
                delta
                        + (stands == null
                                ? 0
                                : Json.COMPACT.readTree(stands.json()).path("count").asLong());
        put(writer, id, Json.COMPACT.writeValueAsString(Map.of("count", sum)));
        return sum;
    }

    private void reindex(PreparedStatements writer, String id, String json, boolean isNew)
            throws SQLException {
        if (indexes.isEmpty()) {
            return;
        }
        JsonNode document = Json.COMPACT.readTree(json);
        for (IndexTable index : indexes) {
            if (!isNew) {
                index.remove(writer, id);
            }
            index.add(writer, id, document);
        }
    }
}
