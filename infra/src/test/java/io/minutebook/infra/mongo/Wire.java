package io.minutebook.infra.mongo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A wire to a server that can be made slow, and loses answers on demand. */
public final class Wire implements AutoCloseable {

    private static final String INSERT = "insert\0";
    private static final int COMMAND_AT = 16 + 4 + 1 + 4 + 1;

    private final ServerSocket entrance;
    private final int port;
    private final Duration latency;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile int everyNth;

    private Wire(int port, Duration latency) throws IOException {
        this.entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.port = port;
        this.latency = latency;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    /**
     * @param latency added to each answer
     */
    public static Wire to(int port, Duration latency) throws IOException {
        return new Wire(port, latency);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /**
     * From here on every {@code nth} answer to an insert is lost with its connection; 0 for none.
     */
    public void losesInserts(int nth) {
        everyNth = nth;
    }

    /** Answers lost so far. */
    public int lost() {
        return lost.get();
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                ends.add(client);
                ends.add(server);
                AtomicBoolean isInserting = new AtomicBoolean();
                Thread.ofPlatform().daemon().start(() -> ask(client, server, isInserting));
                Thread.ofPlatform().daemon().start(() -> answer(server, client, isInserting));
            }
        } catch (IOException closed) {
            // nobody connects any longer
        }
    }

    private void ask(Socket client, Socket server, AtomicBoolean isInserting) {
        pump(
                client,
                server,
                bytes -> {
                    isInserting.set(isInsert(bytes));
                    return true;
                });
    }

    /** The name of a command is that of the first element of its message. */
    private static boolean isInsert(byte[] message) {
        return new String(message, 0, COMMAND_AT + INSERT.length(), StandardCharsets.ISO_8859_1)
                .endsWith(INSERT);
    }

    private void answer(Socket server, Socket client, AtomicBoolean isInserting) {
        pump(
                server,
                client,
                bytes -> {
                    LockSupport.parkNanos(latency.toNanos());
                    boolean isLost =
                            isInserting.get()
                                    && everyNth > 0
                                    && answers.incrementAndGet() % everyNth == 0;
                    if (isLost) {
                        lost.incrementAndGet();
                    }
                    return !isLost;
                });
    }

    private void pump(Socket from, Socket to, Predicate<byte[]> passes) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!passes.test(buffer)) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException closed) {
            // one end is gone, and with it the other
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket end : ends) {
            end.close();
        }
    }
}
