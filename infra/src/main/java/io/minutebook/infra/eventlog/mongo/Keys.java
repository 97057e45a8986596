package io.minutebook.infra.eventlog.mongo;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.NewEvent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What no two commits may share: {@code sSTREAM#SEQUENCE}, the sequence as 16 hexadecimal digits,
 * and {@code cCLAIM}. In their index the sequences of a stream stand side by side, in order.
 */
final class Keys {

    private static final HexFormat HEX = HexFormat.of();
    private static final int SUFFIX = 1 + 16;

    private Keys() {}

    static String event(String stream, long sequence) {
        return "s" + stream + "#" + HEX.toHexDigits(sequence);
    }

    static String claim(String claim) {
        return "c" + claim;
    }

    static List<String> of(List<NewEvent> events, List<Claim> claims) {
        List<String> keys = new ArrayList<>(events.size() + claims.size());
        events.forEach(event -> keys.add(event(event.stream(), event.sequence())));
        claims.forEach(claim -> keys.add(claim(claim.key())));
        return keys;
    }

    static boolean isEvent(String key) {
        return key.startsWith("s");
    }

    static String stream(String eventKey) {
        return eventKey.substring(1, eventKey.length() - SUFFIX);
    }

    static long sequence(String eventKey) {
        return HexFormat.fromHexDigitsToLong(eventKey, eventKey.length() - 16, eventKey.length());
    }
}
