package io.minutebook.command.state;

import com.github.f4b6a3.ulid.Ulid;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as they are kept: some twenty bytes each, so that a hundred thousand take about two and
 * a half megabytes of JSON.
 *
 * @param people who sent or received any, each once
 * @param rooms that any stayed in, each once
 * @param entries of each message the 16 bytes of its id, then the sender's place in {@code people},
 *     the recipient's and the room's, from 1, 0 for none; numbers in groups of seven bits, the
 *     lowest first
 */
record PackedMessages(List<UserId> people, List<RoomId> rooms, byte[] entries) {

    private static final int MORE = 0x80;

    static PackedMessages of(Messages messages) {
        Places<UserId> people = new Places<>();
        Places<RoomId> rooms = new Places<>();
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        messages.forEach(
                (id, sender, recipient, room) -> {
                    entries.writeBytes(id.toBytes());
                    write(entries, people.of(sender));
                    write(entries, people.of(recipient));
                    write(entries, rooms.of(room));
                });
        return new PackedMessages(people.listed, rooms.listed, entries.toByteArray());
    }

    /**
     * @throws RuntimeException where it is damaged
     */
    Messages unpacked() {
        Messages messages = Messages.none();
        ByteBuffer left = ByteBuffer.wrap(entries);
        while (left.hasRemaining()) {
            Ulid id = new Ulid(left.getLong(), left.getLong());
            messages =
                    messages.with(
                            id,
                            people.get(read(left) - 1),
                            at(people, read(left)),
                            at(rooms, read(left)));
        }
        return messages;
    }

    private static <T> @Nullable T at(List<T> all, int place) {
        return place == 0 ? null : all.get(place - 1);
    }

    private static void write(ByteArrayOutputStream bytes, int number) {
        int left = number;
        while (left >= MORE) {
            bytes.write(left & (MORE - 1) | MORE);
            left >>>= 7;
        }
        bytes.write(left);
    }

    private static int read(ByteBuffer bytes) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int next = bytes.get();
            number |= (next & (MORE - 1)) << shift;
            if ((next & MORE) == 0) {
                return number;
            }
        }
    }

    /** Numbers what it is asked for, from 1. */
    private static final class Places<T> {

        private final List<T> listed = new ArrayList<>();
        private final Map<T, Integer> places = new HashMap<>();

        int of(@Nullable T one) {
            if (one == null) {
                return 0;
            }
            return places.computeIfAbsent(
                    one,
                    added -> {
                        listed.add(added);
                        return listed.size();
                    });
        }
    }
}
