package io.minutebook.kernel.log;

import java.time.Instant;
import java.util.List;

/**
 * Strings that the commit of a command is to hold, as metadata of the command: where another holds
 * one of them, nothing is committed. A command that commits nothing claims nothing.
 *
 * @param keys in the order they are looked at
 * @param expires when others may take them over
 */
public record WantedClaims(List<String> keys, Instant expires) {

    /** What the metadata calls it. */
    public static final String METADATA = "wantedClaims";

    public WantedClaims {
        keys = List.copyOf(keys);
    }
}
