package io.minutebook.infra.edge;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import reactor.blockhound.BlockHound;

/**
 * Notes every call that blocks a thread of the HTTP server, in this process from its first use on.
 * It only notes: other tests in this process are not disturbed.
 */
final class Blocking {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    static {
        BlockHound.builder()
                .loadIntegrations()
                // the system's random device, which hands out bytes without ever waiting
                .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
                .blockingMethodCallback(method -> note(method.toString()))
                .install();
    }

    private static void note(String method) {
        String thread = Thread.currentThread().getName();
        if (thread.contains("-http-")) {
            SEEN.add(method + " on " + thread + trace());
        }
    }

    private Blocking() {}

    /** What was seen since the last look. */
    static List<String> seen() {
        List<String> seen = List.copyOf(SEEN);
        SEEN.removeAll(seen);
        return seen;
    }

    private static String trace() {
        return Arrays.stream(Thread.currentThread().getStackTrace())
                .skip(4)
                .limit(40)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
    }
}
