package io.minutebook.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import io.minutebook.infra.story.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every action, by everybody, in every state: answered as {@link Permissions} says, and what is
 * refused leaves no event. Refusals and reads share a meeting; what takes effect has one of its
 * own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {

    @TempDir static Path data;
    private final Map<State, World> shared = new EnumMap<>(State.class);
    private final Map<State, World> sharedWithRooms = new EnumMap<>(State.class);
    private Server server;
    private Map<String, Person> people;

    @BeforeAll
    void open() {
        server = Server.on(data);
        people = World.people(server);
    }

    @AfterAll
    void close() {
        server.close();
    }

    static List<Action> actions() {
        return Permissions.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void isAnsweredAsTheTableSays(Action action) {
        SoftAssertions cells = new SoftAssertions();
        for (State state : State.values()) {
            World world = shared(state, action.withRooms());
            int before = world.events();
            for (Actor actor : Actor.values()) {
                if (state.isEntered() || actor.isThereBefore()) {
                    attempt(cells, action, state, actor, world);
                }
            }
            cells.assertThat(world.events())
                    .as("%s, %s: events after what was refused or only read", action, state)
                    .isEqualTo(before);
        }
        cells.assertAll();
    }

    private void attempt(
            SoftAssertions cells, Action action, State state, Actor actor, World world) {
        Outcome expected = action.rule().of(state, actor);
        boolean takesEffect = expected.isSuccess() && !action.isRead();
        World where = takesEffect ? new World(people, state, action.withRooms()) : world;
        Reply reply =
                where.person(actor)
                        .call(
                                action.method(),
                                action.path(where, actor),
                                action.body().apply(where));
        cells.assertThat(reply.status() + " " + reply.code())
                .as("%s, %s, %s: %s", action, state, actor, reply.text())
                .isEqualTo(expected.status() + " " + expected.code());
    }

    private World shared(State state, boolean withRooms) {
        return (withRooms ? sharedWithRooms : shared)
                .computeIfAbsent(state, fresh -> new World(people, fresh, withRooms));
    }

    @Test
    void theDocumentationTellsTheSame() throws IOException {
        assertThat(PermissionsPage.written()).isEqualTo(PermissionsPage.text());
    }
}
