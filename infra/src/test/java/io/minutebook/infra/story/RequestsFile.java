package io.minutebook.infra.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file of requests in the form of VS Code's REST Client: variables, then requests apart by lines
 * that begin with {@code ###}. Of each, a comment {@code # answers STATUS CODE} says what it
 * answers.
 */
final class RequestsFile {

    private static final Pattern VARIABLE = Pattern.compile("@(\\w+)\\s*=\\s*(.*)");
    private static final Pattern NAME = Pattern.compile("#\\s*@name\\s+(\\w+)");
    private static final Pattern ANSWERS = Pattern.compile("#\\s*answers\\s+(\\d{3})\\s*(\\w*)");

    /** A request as it stands, with its placeholders. */
    record Request(
            String name,
            int status,
            String code,
            String method,
            String url,
            Map<String, String> headers,
            String body) {}

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    static RequestsFile read(Path file) throws IOException {
        RequestsFile read = new RequestsFile();
        for (String block : Files.readString(file).split("(?m)^###.*$")) {
            read.add(block.lines().toList());
        }
        return read;
    }

    Map<String, String> variables() {
        return variables;
    }

    List<Request> requests() {
        return requests;
    }

    private void add(List<String> lines) {
        String name = "";
        int status = 0;
        String code = "";
        int next = 0;
        for (; next < lines.size() && isPreamble(lines.get(next)); next++) {
            String line = lines.get(next);
            var variable = VARIABLE.matcher(line);
            var named = NAME.matcher(line);
            var answers = ANSWERS.matcher(line);
            if (variable.matches()) {
                variables.put(variable.group(1), variable.group(2).strip());
            } else if (named.matches()) {
                name = named.group(1);
            } else if (answers.matches()) {
                status = Integer.parseInt(answers.group(1));
                code = answers.group(2);
            }
        }
        if (next == lines.size()) {
            return;
        }
        String[] first = lines.get(next++).split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        for (; next < lines.size() && !lines.get(next).isBlank(); next++) {
            String[] header = lines.get(next).split(":\\s*", 2);
            headers.put(header[0], header[1]);
        }
        String body = String.join("\n", lines.subList(next, lines.size())).strip();
        requests.add(new Request(name, status, code, first[0], first[1], headers, body));
    }

    private static boolean isPreamble(String line) {
        return line.isBlank() || line.startsWith("#") || line.startsWith("@");
    }
}
