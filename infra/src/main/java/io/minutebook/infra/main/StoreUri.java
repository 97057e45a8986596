package io.minutebook.infra.main;

import com.mongodb.ConnectionString;
import java.nio.file.Path;

/** Where the record is kept. */
sealed interface StoreUri {

    /** {@code sqlite:DIR}. */
    record Sqlite(Path folder) implements StoreUri {}

    /** {@code mongodb://HOSTS/DATABASE}, a replica set. */
    record Mongo(ConnectionString uri) implements StoreUri {

        /** Tells it apart without its user and password. */
        @Override
        public String toString() {
            return String.join(",", uri.getHosts()) + "/" + uri.getDatabase();
        }
    }

    String SQLITE = "sqlite:";
    String MONGO = "mongodb";

    /**
     * @throws RefusedToStartException where {@code text} names no store that this version knows
     */
    static StoreUri parse(String text) {
        if (text.startsWith(SQLITE) && text.length() > SQLITE.length()) {
            return new Sqlite(Path.of(text.substring(SQLITE.length())));
        }
        if (text.startsWith(MONGO)) {
            return mongo(text);
        }
        throw new RefusedToStartException(
                "minutebook.store.uri must be sqlite:DIR, as sqlite:./data, or"
                        + " mongodb://HOST/DATABASE");
    }

    private static Mongo mongo(String text) {
        try {
            ConnectionString uri = new ConnectionString(text);
            if (uri.getDatabase() == null) {
                throw new RefusedToStartException(
                        "minutebook.store.uri must name a database, as"
                                + " mongodb://HOST/minutebook");
            }
            return new Mongo(uri);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedToStartException(
                    "minutebook.store.uri is not a MongoDB URI of the form"
                            + " mongodb://HOST/DATABASE");
        }
    }
}
