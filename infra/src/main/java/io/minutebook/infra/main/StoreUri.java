package io.minutebook.infra.main;

import java.nio.file.Path;

/** Where the record is kept: {@code sqlite:DIR}. */
record StoreUri(Path folder) {

    private static final String SQLITE = "sqlite:";

    /**
     * @throws RefusedToStartException where {@code text} names no store that this version knows
     */
    static StoreUri parse(String text) {
        if (!text.startsWith(SQLITE) || text.length() == SQLITE.length()) {
            throw new RefusedToStartException(
                    "minutebook.store.uri must be sqlite:DIR, as sqlite:./data");
        }
        return new StoreUri(Path.of(text.substring(SQLITE.length())));
    }
}
