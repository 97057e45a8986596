package io.minutebook.infra.store;

import io.minutebook.infra.sqlite.PreparedStatements;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.kernel.store.Find;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The values of one index, a row per document and element of its array. */
final class IndexTable {

    private final Index index;
    private final String table;
    private final String insert;
    private final String delete;

    IndexTable(String collection, Index index) {
        this.index = index;
        this.table = prefix(collection) + index.name();
        String marks = "?, ".repeat(index.fields().size()) + "?";
        this.insert = "INSERT OR IGNORE INTO " + table + " VALUES (" + marks + ")";
        this.delete = "DELETE FROM " + table + " WHERE id = ?";
    }

    /** What the tables of all indexes of {@code collection} begin with. */
    static String prefix(String collection) {
        return "i_" + collection + "_";
    }

    String name() {
        return index.name();
    }

    String table() {
        return table;
    }

    /** Whether the index was missing and is there now. */
    boolean create(Connection connection) throws SQLException {
        if (exists(connection)) {
            return false;
        }
        String columns = columns();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE "
                            + table
                            + " ("
                            + columns
                            + ", id TEXT, PRIMARY KEY ("
                            + columns
                            + ", id)) WITHOUT ROWID");
            statement.execute("CREATE INDEX " + table + "_by_id ON " + table + " (id)");
        }
        return true;
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    void remove(PreparedStatements writer, String id) throws SQLException {
        PreparedStatement statement = writer.of(delete);
        statement.setString(1, id);
        statement.executeUpdate();
    }

    void add(PreparedStatements writer, String id, JsonNode document) throws SQLException {
        List<List<Object>> rows = rows(document);
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = writer.of(insert);
        for (List<Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                statement.setObject(i + 1, row.get(i));
            }
            statement.setString(row.size() + 1, id);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** The rows of a document: none where it lacks a field, several where a field is an array. */
    private List<List<Object>> rows(JsonNode document) {
        List<List<Object>> rows = List.of(List.of());
        for (String field : index.fields()) {
            List<Object> values = IndexedValues.of(document.path(field));
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> row : rows) {
                for (Object value : values) {
                    List<Object> next = new ArrayList<>(row);
                    next.add(value);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows;
    }

    String select(String documents, Find find) {
        int last = index.fields().size() - 1;
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < find.equal().size(); i++) {
            conditions.add("i.f" + i + " = ?");
        }
        if (find.from() != null) {
            conditions.add("i.f" + last + " >= ?");
        }
        if (find.to() != null) {
            conditions.add("i.f" + last + " < ?");
        }
        String direction = find.descending() ? " DESC" : "";
        return "SELECT d.id, d.json, d.version FROM "
                + table
                + " i JOIN "
                + documents
                + " d ON d.id = i.id"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY i.f"
                + last
                + direction
                + ", i.id"
                + direction
                + " LIMIT ? OFFSET ?";
    }

    void bind(PreparedStatement statement, Find find) throws SQLException {
        int next = 1;
        for (Object value : find.equal()) {
            statement.setObject(next++, IndexedValues.of(value));
        }
        if (find.from() != null) {
            statement.setObject(next++, IndexedValues.of(find.from()));
        }
        if (find.to() != null) {
            statement.setObject(next++, IndexedValues.of(find.to()));
        }
        statement.setInt(next++, find.limit());
        statement.setInt(next, find.offset());
    }

    private String columns() {
        return IntStream.range(0, index.fields().size())
                .mapToObj(i -> "f" + i)
                .collect(Collectors.joining(", "));
    }
}
