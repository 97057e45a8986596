package io.minutebook.infra.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    @TempDir Path data;

    @Test
    void takesPropertiesAndRefusesToStartWithoutAKey() {
        CommandRun run =
                CommandRun.of(
                        "serve",
                        "--minutebook.store.uri=sqlite:" + data,
                        "--minutebook.auth.hmac-secret=",
                        "--minutebook.auth.public-key=",
                        "--minutebook.auth.jwks-uri=");
        assertThat(run.status()).as(run.err()).isEqualTo(Minutebook.CANNOT_START);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(data).isEmptyDirectory();
    }
}
