package io.minutebook.infra.permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/permissions.md}, made from {@link Permissions}; run it to write the page anew. */
final class PermissionsPage {

    private static final Path PAGE = Path.of("..", "docs", "permissions.md");

    private PermissionsPage() {}

    public static void main(String[] arguments) throws IOException {
        Path page = arguments.length == 0 ? PAGE : Path.of(arguments[0]);
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.writeString(page, text());
    }

    /** The page as it stands in the repository. */
    static String written() throws IOException {
        return Files.exists(PAGE) ? Files.readString(PAGE) : "";
    }

    /** The page as the table wants it. */
    static String text() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Who may do what

                        Made from the table that `PermissionsTest` tries cell by cell: edit `Permissions`
                        and run `PermissionsPage`, not this page. `yes` is a success, `no` the refusal 403
                        `INSUFFICIENT_PERMISSION`; any other code is in [errors.md](errors.md). A refusal
                        leaves no event.

                        Who is meant:

                        """);
        for (Actor actor : Actor.values()) {
            page.append("- **")
                    .append(actor.label())
                    .append("** ")
                    .append(actor.meaning())
                    .append('\n');
        }
        page.append(
                """

                Before a meeting starts, and in one that was cancelled, there are no co-hosts, and nobody
                is present, waits, was removed or banned: what stands there is meant for the others. The
                waiting room is on; breakout rooms are open where the action is about open ones.
                """);
        for (Map.Entry<String, List<Action>> group : groups().entrySet()) {
            page.append("\n## ").append(group.getKey()).append('\n');
            for (Action action : group.getValue()) {
                append(page, action);
            }
        }
        return page.toString();
    }

    private static Map<String, List<Action>> groups() {
        return Permissions.ALL.stream()
                .collect(
                        Collectors.groupingBy(
                                Action::group, LinkedHashMap::new, Collectors.toList()));
    }

    private static void append(StringBuilder page, Action action) {
        page.append("\n### ")
                .append(Character.toUpperCase(action.title().charAt(0)))
                .append(action.title().substring(1))
                .append("\n\n`")
                .append(action.method())
                .append(' ')
                .append("/api/v1")
                .append(action.route())
                .append("`\n\n| | ")
                .append(
                        Arrays.stream(State.values())
                                .map(State::label)
                                .collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|---|---|---|\n");
        for (Row row : rows(action)) {
            page.append("| ")
                    .append(row.actors.stream().map(Actor::label).collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(
                            Arrays.stream(State.values())
                                    .map(state -> row.cells.getOrDefault(state, "–"))
                                    .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
    }

    /** Actors who are answered alike wherever they are there at all. */
    private static final class Row {
        private final List<Actor> actors = new ArrayList<>();
        private final Map<State, String> cells = new EnumMap<>(State.class);

        boolean takes(Actor actor, Map<State, String> theirs) {
            boolean alike =
                    theirs.entrySet().stream()
                            .allMatch(
                                    cell ->
                                            cells.getOrDefault(cell.getKey(), cell.getValue())
                                                    .equals(cell.getValue()));
            if (alike) {
                actors.add(actor);
                cells.putAll(theirs);
            }
            return alike;
        }
    }

    private static List<Row> rows(Action action) {
        List<Row> rows = new ArrayList<>();
        for (Actor actor : Actor.values()) {
            Map<State, String> theirs = new EnumMap<>(State.class);
            for (State state : State.values()) {
                if (state.isEntered() || actor.isThereBefore()) {
                    theirs.put(state, action.rule().of(state, actor).text());
                }
            }
            if (rows.stream().noneMatch(row -> row.takes(actor, theirs))) {
                Row row = new Row();
                row.takes(actor, theirs);
                rows.add(row);
            }
        }
        return rows;
    }
}
