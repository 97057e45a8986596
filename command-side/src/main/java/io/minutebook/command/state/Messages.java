package io.minutebook.command.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.cache.HeapSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whose each chat message is, without its text: enough to judge who may edit or delete it. Packed,
 * so that a hundred thousand take some three megabytes. Versions share one growing list, of which
 * each sees its own length; what is in it never changes, so a deletion is an entry too.
 */
public final class Messages {

    /** Among so many messages one in the same room, with the same people there, is looked for. */
    private static final int TALKS_AT_A_TIME = 100;

    private final Shared shared;
    private final int size;
    private final int count;

    /**
     * A message that was sent.
     *
     * @param recipientId null for all
     * @param talk the breakout room it stayed in and who was there, null for none
     */
    public record Message(
            MessageId messageId,
            UserId senderId,
            @Nullable UserId recipientId,
            @Nullable Talk talk) {

        /** The breakout room it stayed in, null for none. */
        public @Nullable RoomId roomId() {
            return talk == null ? null : talk.roomId();
        }

        /** Who was in that room when it was sent, null where there was none. */
        public @Nullable List<UserId> heardBy() {
            return talk == null ? null : talk.heardBy();
        }

        /** Whether it is private and {@code user} neither sent nor got it. */
        public boolean isHiddenFrom(UserId user) {
            return recipientId != null && !recipientId.equals(user) && !senderId.equals(user);
        }
    }

    /**
     * What is said in a breakout room while the same people are there.
     *
     * @param heardBy all of them
     */
    public record Talk(RoomId roomId, List<UserId> heardBy) {

        long bytes() {
            return 2 * HeapSize.OBJECT + HeapSize.REFERENCE * heardBy.size();
        }
    }

    /** What versions have in common; only the newest appends, others go on in a copy. */
    private static final class Shared {
        private volatile Columns columns = new Columns(new long[0], new Object[0]);
        private int size;

        /** What the talks take of the heap, each counted once. */
        private long talkBytes;

        /** One that is there already, or {@code talk} itself: few go on at a time. */
        private Talk known(Talk talk) {
            for (int i = size - 1; i >= Math.max(0, size - TALKS_AT_A_TIME); i--) {
                if (columns.facts()[3 * i + 2] instanceof Talk kept && kept.equals(talk)) {
                    return kept;
                }
            }
            talkBytes += talk.bytes();
            return talk;
        }
    }

    /**
     * @param ids two halves of each id
     * @param facts sender, recipient and talk of each; a deletion has no sender
     */
    private record Columns(long[] ids, @Nullable Object[] facts) {
        Columns copy(int entries) {
            return new Columns(Arrays.copyOf(ids, entries * 2), Arrays.copyOf(facts, entries * 3));
        }
    }

    private Messages(Shared shared, int size, int count) {
        this.shared = shared;
        this.size = size;
        this.count = count;
    }

    /** Of a meeting in which nobody said anything. */
    static Messages none() {
        return new Messages(new Shared(), 0, 0);
    }

    /** How many there are, without those deleted. */
    public int count() {
        return count;
    }

    /** The message, empty where there is none of that id, or no longer. */
    public Optional<Message> find(MessageId id) {
        Ulid ulid = Ulid.from(id.value());
        long[] ids = shared.columns.ids();
        for (int i = size - 1; i >= 0; i--) {
            if (ids[2 * i + 1] == ulid.getLeastSignificantBits()
                    && ids[2 * i] == ulid.getMostSignificantBits()) {
                return Optional.ofNullable(entry(i));
            }
        }
        return Optional.empty();
    }

    private @Nullable Message entry(int i) {
        Columns columns = shared.columns;
        UserId sender = (UserId) columns.facts()[3 * i];
        return sender == null
                ? null
                : new Message(
                        new MessageId(ulid(i).toString()),
                        sender,
                        (UserId) columns.facts()[3 * i + 1],
                        (Talk) columns.facts()[3 * i + 2]);
    }

    private Ulid ulid(int i) {
        long[] ids = shared.columns.ids();
        return new Ulid(ids[2 * i], ids[2 * i + 1]);
    }

    Messages with(Message sent) {
        return with(
                Ulid.from(sent.messageId().value()),
                sent.senderId(),
                sent.recipientId(),
                sent.talk());
    }

    Messages without(MessageId id) {
        return find(id).isPresent() ? with(Ulid.from(id.value()), null, null, null) : this;
    }

    /**
     * @param sender null for the deletion of the message of that id
     */
    Messages with(
            Ulid id, @Nullable UserId sender, @Nullable UserId recipient, @Nullable Talk talk) {
        Shared list = size == shared.size ? shared : fork();
        if (list.columns.ids().length < 2 * (size + 1)) {
            list.columns = list.columns.copy(Math.max(16, size + size / 2));
        }
        Columns columns = list.columns;
        columns.ids()[2 * size] = id.getMostSignificantBits();
        columns.ids()[2 * size + 1] = id.getLeastSignificantBits();
        columns.facts()[3 * size] = sender;
        columns.facts()[3 * size + 1] = recipient;
        columns.facts()[3 * size + 2] = talk == null ? null : list.known(talk);
        list.size = size + 1;
        return new Messages(list, size + 1, sender == null ? count - 1 : count + 1);
    }

    private Shared fork() {
        Shared copy = new Shared();
        copy.columns = shared.columns.copy(size);
        copy.size = size;
        copy.talkBytes = shared.talkBytes;
        return copy;
    }

    /** What they take of the heap, roughly; ids are not counted, which others hold. */
    long bytes() {
        Columns columns = shared.columns;
        return columns.ids().length * (long) Long.BYTES
                + columns.facts().length * HeapSize.REFERENCE
                + shared.talkBytes;
    }

    /** Those not deleted, in the order they were sent. */
    public List<Message> all() {
        List<Message> all = new ArrayList<>();
        forEach(
                (id, sender, recipient, talk) ->
                        all.add(
                                new Message(
                                        new MessageId(id.toString()), sender, recipient, talk)));
        return List.copyOf(all);
    }

    /** Shows those not deleted, in the order they were sent. */
    void forEach(Visitor visitor) {
        @Nullable Object[] facts = shared.columns.facts();
        Set<Ulid> gone =
                IntStream.range(0, size)
                        .filter(i -> facts[3 * i] == null)
                        .mapToObj(this::ulid)
                        .collect(Collectors.toSet());
        for (int i = 0; i < size; i++) {
            UserId sender = (UserId) facts[3 * i];
            if (sender != null && (gone.isEmpty() || !gone.contains(ulid(i)))) {
                visitor.message(
                        ulid(i), sender, (UserId) facts[3 * i + 1], (Talk) facts[3 * i + 2]);
            }
        }
    }

    /** Sees one message after the other. */
    interface Visitor {
        void message(Ulid id, UserId sender, @Nullable UserId recipient, @Nullable Talk talk);
    }

    @JsonValue
    PackedMessages packed() {
        return PackedMessages.of(this);
    }

    @JsonCreator
    static Messages of(PackedMessages packed) {
        return packed.unpacked();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Messages messages && all().equals(messages.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return size + " entries";
    }
}
