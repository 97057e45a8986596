package io.minutebook.infra.story;

import static io.minutebook.infra.story.Given.done;
import static io.minutebook.infra.story.Given.joined;
import static io.minutebook.infra.story.Given.refused;
import static io.minutebook.infra.story.Given.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of people, page by page while others come and go. */
class PagingStoryTest {

    @TempDir Path data;
    private Server server;
    private Person alice;
    private String meeting;

    @BeforeEach
    void open() {
        server = Server.on(data);
        alice = server.person("alice");
        meeting = running(alice);
        for (int i = 0; i < 6; i++) {
            joined(server.person("p" + i), meeting);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everybodyComesOnceInOrderOfArrival() {
        List<String> seen = new ArrayList<>();
        String query = "?limit=3";
        while (query != null) {
            Reply page = alice.get(Person.path(meeting, "participants" + query));
            done(page);
            assertThat(page.data().size()).isLessThanOrEqualTo(3);
            seen.addAll(page.data().findValuesAsString("user_id"));
            String next = page.json().at("/page/next_cursor").asString("");
            query = next.isEmpty() ? null : "?limit=3&cursor=" + next;
        }
        assertThat(seen).containsExactly("alice", "p0", "p1", "p2", "p3", "p4", "p5");
    }

    @Test
    void whoLeavesBetweenTwoPagesTakesNobodyAlong() {
        Reply first = alice.get(Person.path(meeting, "participants?limit=3"));
        server.person("p1").leaves(meeting);
        server.person("p2").leaves(meeting);
        String cursor = first.json().at("/page/next_cursor").asString();
        assertThat(
                        alice.get(Person.path(meeting, "participants?limit=3&cursor=" + cursor))
                                .data()
                                .findValuesAsString("user_id"))
                .containsExactly("p3", "p4", "p5");
    }

    @Test
    void withoutALimitAllComeAtOnce() {
        Reply all = alice.get(Person.path(meeting, "participants"));
        assertThat(all.data().size()).isEqualTo(7);
        assertThat(all.json().has("page")).isFalse();
        for (String bad : List.of("limit=0", "limit=1001", "limit=x", "cursor=%7B")) {
            refused(
                    alice.get(Person.path(meeting, "participants?" + bad)),
                    400,
                    "VALIDATION_FAILED");
        }
    }
}
