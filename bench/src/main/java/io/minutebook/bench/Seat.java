package io.minutebook.bench;

import java.net.URI;

/**
 * How a member of a room comes to it and speaks there.
 *
 * @param greeting the first text a client sends; empty for none
 * @param ready what the text contains that tells that the member is in
 * @param ping what the server sends, as a text of its own, to be answered by {@code pong}; empty
 *     where it uses the protocol's pings
 * @param before what stands before the words of a line
 * @param after what stands after them
 */
record Seat(
        URI address,
        String greeting,
        String ready,
        String ping,
        String pong,
        String before,
        String after) {

    String line(String words) {
        return before + words + after;
    }
}
