package io.minutebook.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.process.Product;
import io.minutebook.infra.story.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where it cannot start it says so in one line, with what to change, and exits. */
class RefusedStartTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir Path scratch;

    @Test
    void withNothingToVerifyTokensWith() {
        refused("minutebook.auth.jwks-uri", Map.of(), "serve");
    }

    @Test
    void withASecretThatIsTooShort() {
        refused(
                "minutebook.auth.hmac-secret",
                Map.of("MINUTEBOOK_AUTH_HMAC_SECRET", SECRET.substring(1)),
                "serve",
                "--server.port=0",
                "--management.server.port=0");
    }

    @Test
    void withALimitThatIsNone() {
        refused(
                "rate limit",
                Map.of("MINUTEBOOK_AUTH_HMAC_SECRET", SECRET),
                "serve",
                "--server.port=0",
                "--management.server.port=0",
                "--minutebook.rate-limit.chat=many");
    }

    @Test
    void withAConfigurationThatIsNotThere() {
        refused("nowhere.yml", Map.of(), "serve", "--spring.config.location=nowhere.yml");
    }

    @Test
    void onAFolderThatAnotherHas() {
        Path data = scratch.resolve("data");
        try (Server other = Server.on(data)) {
            refused("in use", Map.of(), "dev", "--port=0", "--data=" + data);
            assertThat(other.person("alice").creates("Undisturbed")).isNotEmpty();
        }
    }

    @Test
    void onAPortThatAnotherHas() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());
            refused("port " + port, Map.of(), "dev", "--port=" + port, "--data=data");
        }
    }

    @Test
    void withAnOptionThatItDoesNotKnow() {
        try (Product product = Product.start(scratch, Map.of(), "dev", "--prot=1")) {
            assertThat(product.exitStatus()).isEqualTo(2);
            assertThat(product.errors()).contains("--prot");
        }
    }

    private void refused(String told, Map<String, String> environment, String... arguments) {
        try (Product product = Product.start(scratch, environment, arguments)) {
            assertThat(product.exitStatus()).as(product.output()).isEqualTo(1);
            assertThat(product.errors().lines())
                    .singleElement()
                    .asString()
                    .startsWith("minutebook: ")
                    .contains(told);
            assertThat(product.output()).doesNotContain("Exception", "\tat ");
        }
    }
}
