package io.minutebook.api.live;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What clients may say over a socket. */
enum ClientFrameType {
    JOIN,
    LEAVE,
    PARTICIPANT_UPDATE,
    CHAT,
    REACTION,
    HAND_RAISE,
    PING,
    AUTH;

    /** The type written {@code name} on the wire, empty where there is none. */
    static Optional<ClientFrameType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
