package io.minutebook.command.state;

import io.minutebook.kernel.UserId;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists of people cut to what one event can hold: an entry has a bound, and the longest ids reach
 * it at some nine hundred. With ids of usual length a whole meeting is one chunk.
 */
public final class UserChunks {

    private static final int BYTES_MAX = 60_000;

    /** Quotes and comma around each id. */
    private static final int AROUND = 3;

    private UserChunks() {}

    /** The same people in the same order; no chunk for nobody. */
    public static List<List<UserId>> of(List<UserId> users) {
        List<List<UserId>> chunks = new ArrayList<>();
        List<UserId> chunk = new ArrayList<>();
        int bytes = 0;
        for (UserId user : users) {
            int next = user.value().length() + AROUND;
            if (bytes + next > BYTES_MAX) {
                chunks.add(List.copyOf(chunk));
                chunk = new ArrayList<>();
                bytes = 0;
            }
            chunk.add(user);
            bytes += next;
        }
        if (!chunk.isEmpty()) {
            chunks.add(List.copyOf(chunk));
        }
        return chunks;
    }
}
