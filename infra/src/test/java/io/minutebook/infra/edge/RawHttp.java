package io.minutebook.infra.edge;

import io.minutebook.kernel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** HTTP spoken byte by byte, since clients refuse to send what is malformed. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * @param headers by name in lower case
     */
    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /**
     * Sends a request's first line and headers, asking the server to close, and reads to the end.
     */
    static Answer ask(int port, String firstLine, String... headers) {
        String head = String.join("\r\n", headers);
        return send(
                port,
                firstLine
                        + "\r\nHost: localhost\r\nConnection: close\r\n"
                        + head
                        + (head.isEmpty() ? "\r\n" : "\r\n\r\n"));
    }

    /** Sends exactly {@code bytes} (Latin-1) and reads to the end. */
    static Answer send(int port, String bytes) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return parse(
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no HTTP answer: " + text);
        }
        List<String> lines = text.substring(0, end).lines().toList();
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(
                Integer.parseInt(lines.get(0).split(" ")[1]), headers, text.substring(end + 4));
    }
}
