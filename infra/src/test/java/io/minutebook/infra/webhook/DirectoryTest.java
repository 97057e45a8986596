package io.minutebook.infra.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final MeetingId BOARD = MeetingId.next();
    private static final MeetingId OTHER = MeetingId.next();

    private final Directory directory = new Directory();

    private Endpoint put(
            @Nullable MeetingId meeting, @Nullable List<WebhookTopic> events, boolean enabled) {
        Endpoint endpoint =
                new Endpoint(
                        WebhookId.next().value(),
                        0,
                        meeting,
                        "https://example.com",
                        events,
                        enabled,
                        Instant.EPOCH,
                        "secret",
                        null,
                        null,
                        List.of());
        directory.put(endpoint);
        return endpoint;
    }

    @Test
    void findsThoseOfAllMeetingsAndThoseOfTheOne() {
        Endpoint all = put(null, null, true);
        Endpoint some = put(null, List.of(WebhookTopic.MEETING_STARTED), true);
        Endpoint board = put(BOARD, null, true);
        put(OTHER, null, true);
        put(BOARD, null, false);

        assertThat(directory.told(BOARD, WebhookTopic.MEETING_STARTED))
                .containsExactlyInAnyOrder(all, some, board);
        assertThat(directory.told(BOARD, WebhookTopic.MEETING_ENDED))
                .containsExactlyInAnyOrder(all, board);
    }

    @Test
    void findsAWebhookAsItWasPutLast() {
        Endpoint board = put(BOARD, null, true);
        Endpoint off =
                new Endpoint(
                        board.id(),
                        0,
                        BOARD,
                        board.url(),
                        null,
                        false,
                        Instant.EPOCH,
                        "secret",
                        null,
                        null,
                        List.of());

        directory.put(off);
        assertThat(directory.told(BOARD, WebhookTopic.MEETING_STARTED)).isEmpty();
        assertThat(directory.find(board.webhookId())).contains(off);

        directory.remove(board.webhookId());
        assertThat(directory.find(board.webhookId())).isEmpty();
        assertThat(directory.all()).isEmpty();
    }
}
