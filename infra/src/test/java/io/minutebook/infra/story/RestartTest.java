package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after a stop and a start, with and without the views. */
class RestartTest {

    private static final List<String> READABLE =
            List.of(
                    "status",
                    "participants",
                    "chat",
                    "breakout-rooms",
                    "waiting-room",
                    "security/policy",
                    "history");

    @TempDir Path data;

    @Test
    void everyAnswerIsTheSameAfterARestartAndWithoutTheViews() throws IOException {
        String meeting;
        List<String> before;
        try (Server server = Server.on(data)) {
            meeting = aBusyMeeting(server);
            before = answers(server, meeting);
        }
        try (Server server = Server.on(data)) {
            assertThat(answers(server, meeting)).isEqualTo(before);
        }
        try (Stream<Path> files = Files.list(data)) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("views")).toList()) {
                Files.delete(file);
            }
        }
        try (Server server = Server.on(data)) {
            assertThat(answers(server, meeting)).isEqualTo(before);
            assertThat(server.person("alice").says(meeting, "still going").status()).isEqualTo(200);
        }
    }

    private static String aBusyMeeting(Server server) {
        Person alice = server.person("alice");
        Person bob = server.person("bob");
        String meeting = alice.creates("Busy");
        alice.starts(meeting);
        alice.joins(meeting);
        bob.joins(meeting);
        for (int i = 0; i < 60; i++) {
            bob.says(meeting, "line " + i);
        }
        bob.put(Person.path(meeting, "participants/status"), Map.of("is_hand_raised", true));
        alice.post(
                Person.path(meeting, "breakout-rooms"),
                Map.of("room_count", 2, "auto_assign", true));
        alice.post(
                Person.path(meeting, "security/policy"),
                Map.of("require_waiting_room", true, "max_participants", 7));
        server.person("carol").joins(meeting);
        return meeting;
    }

    private static List<String> answers(Server server, String meeting) {
        Person alice = server.person("alice");
        Stream<Reply> one = READABLE.stream().map(what -> alice.get(Person.path(meeting, what)));
        return Stream.concat(one, Stream.of(alice.get("/api/v1/meetings")))
                .map(
                        reply -> {
                            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                            return reply.data().toString();
                        })
                .toList();
    }
}
