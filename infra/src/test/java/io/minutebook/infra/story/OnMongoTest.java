package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product runs on a replica set as it does on its own files. */
class OnMongoTest {

    @TempDir Path data;

    @Test
    void everyAnswerIsTheSameAfterARestart() {
        try (RealMongo.Database database = RealMongo.database()) {
            Map<String, Object> onMongo =
                    Map.of(
                            "minutebook.store.uri",
                            database.uri(),
                            "minutebook.rate-limit.chat",
                            "50/999999d");
            String meeting;
            List<String> before;
            try (Server server = Server.on(data, onMongo)) {
                Person alice = server.person("alice");
                Person bob = server.person("bob");
                meeting = alice.creates("On a replica set");
                alice.starts(meeting);
                alice.joins(meeting);
                bob.joins(meeting);
                for (int i = 0; i < 30; i++) {
                    assertThat(bob.says(meeting, "line " + i).status()).isEqualTo(200);
                    assertThat(alice.get(Person.path(meeting, "chat")).data()).hasSize(i + 1);
                }
                before = answers(server, meeting);
            }
            try (Server server = Server.on(data, onMongo)) {
                assertThat(answers(server, meeting)).isEqualTo(before);
                Person bob = server.person("bob");
                for (int i = 0; i < 20; i++) {
                    assertThat(bob.says(meeting, "more " + i).status()).isEqualTo(200);
                }
                assertThat(bob.says(meeting, "too much").status()).isEqualTo(429);
            }
        }
    }

    private static List<String> answers(Server server, String meeting) {
        Person alice = server.person("alice");
        return List.of("status", "participants", "chat", "security/policy", "history").stream()
                .map(
                        what -> {
                            Reply reply = alice.get(Person.path(meeting, what));
                            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                            return reply.data().toString();
                        })
                .toList();
    }
}
