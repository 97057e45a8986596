package io.minutebook.infra.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The statements of one connection, each prepared once: preparing costs as much as a small
 * statement does. For one thread at a time, and gone with the connection.
 */
public final class PreparedStatements {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    public PreparedStatements(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * The statement of {@code sql}, which is not to be closed; what it answers is.
     *
     * @param sql one of few: they are kept for good
     */
    public PreparedStatement of(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        statement.clearBatch(); // one that failed may have left its own
        return statement;
    }
}
