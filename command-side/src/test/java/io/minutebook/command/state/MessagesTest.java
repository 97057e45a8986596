package io.minutebook.command.state;

import static io.minutebook.command.given.Cast.ALICE;
import static io.minutebook.command.given.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.state.Messages.Message;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final Message one = message();
    private final Message two = new Message(MessageId.next(), ALICE, BOB, null);
    private final Message three =
            new Message(
                    MessageId.next(), BOB, null, new Messages.Talk(RoomId.next(), List.of(ALICE)));

    private static Message message() {
        return new Message(MessageId.next(), ALICE, null, null);
    }

    @Test
    void findsWhatWasSaid() {
        Messages messages = Messages.none().with(one).with(two).with(three);
        assertThat(messages.find(two.messageId())).contains(two);
        assertThat(messages.find(three.messageId())).contains(three);
        assertThat(messages.find(MessageId.next())).isEmpty();
        assertThat(messages.all()).containsExactly(one, two, three);
    }

    @Test
    void findsNothingOfWhatWasTakenBack() {
        Messages messages = Messages.none().with(one).with(two).without(one.messageId());
        assertThat(messages.find(one.messageId())).isEmpty();
        assertThat(messages.all()).containsExactly(two);
        assertThat(messages.without(one.messageId())).isSameAs(messages);
        assertThat(messages.count()).isEqualTo(1);
        assertThat(Messages.of(messages.packed()).count()).isEqualTo(1);
    }

    @Test
    void earlierVersionsStayAsTheyWere() {
        Messages before = Messages.none().with(one);
        Messages after = before.with(two).without(one.messageId());
        Messages other = before.with(three);
        assertThat(before.all()).containsExactly(one);
        assertThat(after.all()).containsExactly(two);
        assertThat(other.all()).containsExactly(one, three);
        assertThat(other.find(two.messageId())).isEmpty();
    }

    @Test
    void keepWhoHeardWhatWasSaidInARoom() {
        RoomId room = RoomId.next();
        Message few = inRoom(room, ALICE);
        Message more = inRoom(room, ALICE, BOB);
        Messages messages =
                Messages.none().with(few).with(one).with(more).with(inRoom(room, ALICE, BOB));
        assertThat(messages.find(few.messageId()).orElseThrow().heardBy()).containsExactly(ALICE);
        assertThat(messages.find(more.messageId()).orElseThrow().heardBy())
                .containsExactly(ALICE, BOB);
        assertThat(messages.find(one.messageId()).orElseThrow().heardBy()).isNull();
        assertThat(Messages.of(messages.packed())).isEqualTo(messages);
        assertThat(messages.packed().talks()).hasSize(2);
    }

    @Test
    void takeNoMoreForATalkThatGoesOn() {
        RoomId room = RoomId.next();
        Messages messages = Messages.none().with(inRoom(room, ALICE, BOB));
        long bytes = messages.bytes();
        messages = messages.with(inRoom(room, ALICE, BOB));
        assertThat(messages.bytes()).isEqualTo(bytes);
        messages = messages.with(inRoom(room, ALICE));
        assertThat(messages.bytes()).isGreaterThan(bytes);
    }

    private static Message inRoom(RoomId room, UserId... heardBy) {
        return new Message(
                MessageId.next(), ALICE, null, new Messages.Talk(room, List.of(heardBy)));
    }

    @Test
    void meetingsShareNothing() {
        Messages mine = Messages.none().with(one);
        Messages yours = Messages.none().with(two);
        assertThat(mine.find(two.messageId())).isEmpty();
        assertThat(yours.find(one.messageId())).isEmpty();
    }

    @Test
    void holdsAHundredThousand() {
        List<Message> sent = new ArrayList<>();
        Messages messages = Messages.none();
        for (int i = 0; i < 100_000; i++) {
            Message message = message();
            sent.add(message);
            messages = messages.with(message);
        }
        assertThat(messages.find(sent.get(0).messageId())).contains(sent.get(0));
        assertThat(messages.find(sent.get(99_999).messageId())).contains(sent.get(99_999));
        assertThat(Messages.of(messages.packed())).isEqualTo(messages);
    }
}
