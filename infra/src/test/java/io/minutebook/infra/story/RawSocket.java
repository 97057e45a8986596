package io.minutebook.infra.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.json.Json;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A live connection without manners: it answers nothing by itself, and reads only when told to. */
final class RawSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int TEXT = 1;
    private static final int RSV1 = 0x40;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private final List<String> head = new ArrayList<>();

    /** A frame as it came. */
    private record Frame(int opcode, byte[] payload) {}

    /**
     * @param headers further lines of the request; those of a name that it has stand instead
     */
    RawSocket(int port, String pathAndQuery, String... headers) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        String request =
                "GET "
                        + pathAndQuery
                        + " HTTP/1.1\r\n"
                        + Stream.concat(upgrade(port, headers), Stream.of(headers))
                                .map(line -> line + "\r\n")
                                .collect(Collectors.joining())
                        + "\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
    }

    /** What every handshake says, but of what {@code headers} say otherwise. */
    private static Stream<String> upgrade(int port, String... headers) {
        return Stream.of(
                        "Host: 127.0.0.1:" + port,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                .filter(
                        line ->
                                Stream.of(headers)
                                        .noneMatch(other -> other.startsWith(name(line))));
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':') + 1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended within the answer's head");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    int status() {
        return Integer.parseInt(head.get(0).split(" ")[1]);
    }

    String header(String name) {
        return head.stream()
                .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The body of a refusal. */
    JsonNode body() throws IOException {
        return Json.MAPPER.readTree(in.readNBytes(Integer.parseInt(header("Content-Length"))));
    }

    void sendText(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what claims to be text. */
    void sendAsText(byte[] bytes) throws IOException {
        send(TEXT, bytes);
    }

    /** Sends text with a bit set that belongs to an extension. */
    void sendExtended(String text) throws IOException {
        send(RSV1 | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void sendPing(byte[] payload) throws IOException {
        send(PING, payload);
    }

    /** The payload of the next pong; what comes before is passed over. */
    byte[] pong() throws IOException {
        while (true) {
            Frame frame = read();
            assertThat(frame.opcode()).as("waiting for a pong").isIn(TEXT, PING, PONG);
            if (frame.opcode() == PONG) {
                return frame.payload();
            }
        }
    }

    void sendBinary(byte[] bytes) throws IOException {
        send(BINARY, bytes);
    }

    /** Masked with zeros, which leaves the payload as it is. */
    private void send(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        out.write(frame.array(), 0, frame.position());
    }

    private Frame read() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        return new Frame(opcode, in.readNBytes(length));
    }

    /** The next frame of {@code type}; others and pings are passed over. */
    JsonNode sees(String type) throws IOException {
        while (true) {
            Frame frame = read();
            assertThat(frame.opcode()).as("waiting for " + type).isIn(TEXT, PING, PONG);
            if (frame.opcode() == TEXT) {
                JsonNode json = Json.MAPPER.readTree(frame.payload());
                if (json.path("type").asString().equals(type)) {
                    return json;
                }
            }
        }
    }

    /** The code that the server closes with; what comes before is passed over. */
    int closeCode() throws IOException {
        while (true) {
            Frame frame = read();
            if (frame.opcode() == CLOSE) {
                return ByteBuffer.wrap(frame.payload()).getShort() & 0xffff;
            }
        }
    }

    /** The types of all frames until the server closes. */
    List<String> typesUntilClosed() throws IOException {
        List<String> types = new ArrayList<>();
        while (true) {
            Frame frame = read();
            if (frame.opcode() == CLOSE) {
                return types;
            }
            if (frame.opcode() == TEXT) {
                types.add(Json.MAPPER.readTree(frame.payload()).path("type").asString());
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
