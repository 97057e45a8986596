package io.minutebook.command.state;

import com.github.f4b6a3.ulid.Ulid;
import io.minutebook.command.state.Messages.Talk;
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
 * @param talks in breakout rooms, each once
 * @param entries of each message the 16 bytes of its id, then the sender's place in {@code people},
 *     the recipient's, and the talk's in {@code talks}, from 1, 0 for none; numbers in groups of
 *     seven bits, the lowest first
 */
record PackedMessages(List<UserId> people, List<PackedTalk> talks, byte[] entries) {

    /**
     * @param heardBy the places of those who were there in {@code people}, as in entries
     */
    record PackedTalk(RoomId roomId, byte[] heardBy) {}

    private static final int MORE = 0x80;

    static PackedMessages of(Messages messages) {
        Places<UserId> people = new Places<>();
        Places<Talk> talks = new Places<>();
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        messages.forEach(
                (id, sender, recipient, talk) -> {
                    entries.writeBytes(id.toBytes());
                    write(entries, people.of(sender));
                    write(entries, people.of(recipient));
                    write(entries, talks.of(talk));
                });
        List<PackedTalk> packed = talks.listed.stream().map(talk -> packed(talk, people)).toList();
        return new PackedMessages(people.listed, packed, entries.toByteArray());
    }

    private static PackedTalk packed(Talk talk, Places<UserId> people) {
        ByteArrayOutputStream heardBy = new ByteArrayOutputStream();
        talk.heardBy().forEach(user -> write(heardBy, people.of(user)));
        return new PackedTalk(talk.roomId(), heardBy.toByteArray());
    }

    /**
     * @throws RuntimeException where it is damaged
     */
    Messages unpacked() {
        Messages messages = Messages.none();
        List<Talk> unpacked = talks.stream().map(this::unpacked).toList();
        ByteBuffer left = ByteBuffer.wrap(entries);
        while (left.hasRemaining()) {
            Ulid id = new Ulid(left.getLong(), left.getLong());
            messages =
                    messages.with(
                            id,
                            people.get(read(left) - 1),
                            at(people, read(left)),
                            at(unpacked, read(left)));
        }
        return messages;
    }

    private Talk unpacked(PackedTalk packed) {
        List<UserId> heardBy = new ArrayList<>();
        ByteBuffer left = ByteBuffer.wrap(packed.heardBy());
        while (left.hasRemaining()) {
            heardBy.add(people.get(read(left) - 1));
        }
        return new Talk(packed.roomId(), List.copyOf(heardBy));
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
