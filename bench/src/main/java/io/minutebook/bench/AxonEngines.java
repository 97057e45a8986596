package io.minutebook.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.minutebook.command.Meeting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.HsqlEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.serialization.json.JacksonSerializer;

/** The same aggregate on the storage engines that Axon brings, wired as its documentation does. */
final class AxonEngines {

    private AxonEngines() {}

    /** No storage at all: the ceiling of what Axon's command side does here. */
    static CommandBus inMemory() {
        return bus(new InMemoryEventStorageEngine());
    }

    /** Axon's JDBC engine on SQLite, in WAL mode with synchronous FULL. */
    static CommandBus jdbc(Path folder) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:sqlite:"
                        + folder.resolve("axon.db")
                        + "?journal_mode=WAL&synchronous=FULL&busy_timeout=60000");
        config.setMaximumPoolSize(1); // SQLite has one writer
        config.setAutoCommit(false);
        config.setConnectionTimeout(60_000);
        HikariDataSource pool = new HikariDataSource(config);
        ConnectionProvider connections =
                new UnitOfWorkAwareConnectionProviderWrapper(pool::getConnection);
        JacksonSerializer serializer =
                JacksonSerializer.builder()
                        .objectMapper(
                                new ObjectMapper()
                                        .findAndRegisterModules()
                                        .setPropertyNamingStrategy(
                                                PropertyNamingStrategies.SNAKE_CASE))
                        .build();
        JdbcEventStorageEngine engine =
                JdbcEventStorageEngine.builder()
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .connectionProvider(connections)
                        .transactionManager(NoTransactionManager.INSTANCE)
                        .persistenceExceptionResolver(
                                failure -> String.valueOf(failure.getMessage()).contains("UNIQUE"))
                        .build();
        try (Connection connection = pool.getConnection()) {
            EventSchema schema = new EventSchema();
            new SqliteTables().createDomainEventTable(connection, schema).execute();
            new SqliteTables().createSnapshotEventTable(connection, schema).execute();
            connection.commit();
        }
        return bus(engine);
    }

    private static final class SqliteTables extends HsqlEventTableFactory {
        @Override
        protected String idColumnType() {
            return "INTEGER PRIMARY KEY AUTOINCREMENT";
        }

        @Override
        public java.sql.PreparedStatement createDomainEventTable(
                Connection connection, EventSchema schema) throws SQLException {
            return connection.prepareStatement(
                    "CREATE TABLE IF NOT EXISTS "
                            + schema.domainEventTable()
                            + " (globalIndex INTEGER PRIMARY KEY AUTOINCREMENT, aggregateIdentifier"
                            + " VARCHAR(255) NOT NULL, sequenceNumber BIGINT NOT NULL, type"
                            + " VARCHAR(255), eventIdentifier VARCHAR(255) NOT NULL, metaData BLOB,"
                            + " payload BLOB NOT NULL, payloadRevision VARCHAR(255), payloadType"
                            + " VARCHAR(255) NOT NULL, timeStamp VARCHAR(255) NOT NULL, UNIQUE"
                            + " (aggregateIdentifier, sequenceNumber), UNIQUE (eventIdentifier))");
        }
    }

    private static CommandBus bus(EventStorageEngine engine) {
        Cache cache = new WeakReferenceCache();
        Repository<Meeting> repository =
                EventSourcingRepository.builder(Meeting.class)
                        .eventStore(EmbeddedEventStore.builder().storageEngine(engine).build())
                        .cache(cache)
                        .build();
        CommandBus bus = SimpleCommandBus.builder().build();
        AggregateAnnotationCommandHandler.<Meeting>builder()
                .aggregateType(Meeting.class)
                .repository(repository)
                .build()
                .subscribe(bus);
        return bus;
    }
}
