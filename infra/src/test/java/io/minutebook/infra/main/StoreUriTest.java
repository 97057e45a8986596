package io.minutebook.infra.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUriTest {

    @Test
    void namesAFolder() {
        assertThat(StoreUri.parse("sqlite:./data"))
                .isEqualTo(new StoreUri.Sqlite(Path.of("./data")));
    }

    @Test
    void namesADatabaseOfAReplicaSet() {
        StoreUri uri = StoreUri.parse("mongodb://someone:secret@a:1,b:2/minutebook?replicaSet=rs0");
        assertThat(uri).isInstanceOf(StoreUri.Mongo.class);
        assertThat(uri.toString()).contains("a:1", "b:2", "minutebook").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sqlite:",
                "postgres://host/minutebook",
                "mongodb://host",
                "mongodb://host/",
                "mongodb:",
                "mongodb://host/minutebook?w=x&readPreference=nonsense"
            })
    void refusesWhatNamesNoStore(String text) {
        assertThatThrownBy(() -> StoreUri.parse(text))
                .isInstanceOf(RefusedToStartException.class)
                .message()
                .doesNotContain("\n");
    }
}
