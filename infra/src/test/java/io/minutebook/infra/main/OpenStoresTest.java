package io.minutebook.infra.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.infra.eventlog.StoreInUseException;
import io.minutebook.infra.mongo.Mongod;
import io.minutebook.infra.mongo.RealMongo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenStoresTest {

    @TempDir Path data;

    private static OpenStores open(String uri) {
        return OpenStores.open(StoreUri.parse(uri), Clock.systemUTC());
    }

    @Test
    void keepsAFolderToOneProcess() {
        try (OpenStores first = open("sqlite:" + data)) {
            assertThat(first.log().isShared()).isFalse();
            assertThatThrownBy(() -> open("sqlite:" + data))
                    .isInstanceOf(StoreInUseException.class);
        }
        open("sqlite:" + data).close();
    }

    @Test
    void sharesAReplicaSetAmongNodes() {
        try (RealMongo.Database database = RealMongo.database();
                OpenStores first = open(database.uri());
                OpenStores second = open(database.uri())) {
            assertThat(first.log().isShared()).isTrue();
            assertThat(first.log().id()).isEqualTo(second.log().id());
        }
    }

    @Test
    void findsAReplicaSetThatTheUriDoesNotCallOne() {
        try (RealMongo.Database database = RealMongo.database();
                OpenStores stores = open(database.uri().replace("replicaSet=rs0", ""))) {
            assertThat(stores.log().head()).isEqualTo(-1);
        }
    }

    @Test
    void refusesAStandaloneServer() {
        try (Mongod server = RealMongo.standalone(data)) {
            String uri = server.uri("minutebook").replace("?replicaSet=rs0", "");
            assertThatThrownBy(() -> open(uri))
                    .isInstanceOf(RefusedToStartException.class)
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void refusesAServerThatCannotBeReached() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> open("mongodb://127.0.0.1:" + port + "/minutebook"))
                .isInstanceOf(RefusedToStartException.class)
                .message()
                .doesNotContain("\n");
    }
}
