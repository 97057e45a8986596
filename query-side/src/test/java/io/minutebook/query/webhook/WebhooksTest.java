package io.minutebook.query.webhook;

import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_ENDED;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static io.minutebook.query.given.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.event.WebhookEvent.DisableReason;
import io.minutebook.kernel.event.WebhookEvent.Field;
import io.minutebook.kernel.query.Page;
import io.minutebook.kernel.query.WebhookDetails;
import io.minutebook.kernel.query.WebhookQuery;
import io.minutebook.kernel.query.WebhookQuery.FindWebhooks;
import io.minutebook.query.given.MemoryDeliveries;
import io.minutebook.query.given.MemoryDocuments;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Story;
import io.minutebook.query.meeting.MeetingsView;
import io.minutebook.query.meeting.Rooms;
import io.minutebook.query.view.RunningView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final Instant AT = Instant.parse("2024-01-15T10:00:00Z");
    private static final Caller MANAGER =
            new Caller(new UserId("mona"), null, null, false, false, Set.of(Scope.WEBHOOKS_MANAGE));

    private final MemoryLog log = new MemoryLog();
    private final MemoryDocuments views = new MemoryDocuments();
    private final RunningView meetings = RunningView.of(new MeetingsView(), log, views);
    private final RunningView registered = RunningView.of(new WebhooksView(), log, views);
    private final Webhooks webhooks =
            new Webhooks(log, registered.kept(), new Rooms(log, meetings.kept()));
    private final MemoryDeliveries sent = new MemoryDeliveries();
    private final WebhookAnswers answers =
            new WebhookAnswers(
                    webhooks,
                    new WebhookList(log, registered.kept(), webhooks),
                    new DeliveryReader(webhooks, sent));
    private final Story story = Story.inProgress(log);
    private final Caller host = Caller.of(io.minutebook.query.given.Cast.ALICE);
    private final Caller stranger = Caller.of(new UserId("sam"));
    private int number;

    private WebhookId register(@Nullable MeetingId meeting, UserId by) {
        WebhookId id = WebhookId.next();
        log.append(
                new WebhookEvent.EndpointRegistered(
                        id,
                        AT.plusSeconds(number++),
                        by,
                        meeting,
                        "https://example.com",
                        null,
                        "Ours",
                        "secret"));
        log.deliver();
        return id;
    }

    @SuppressWarnings("unchecked") // each is answered with the type it declares
    private List<WebhookId> ids(FindWebhooks query) throws Rejection {
        return ((Page<WebhookDetails>) answers.answer(query))
                .items().stream().map(WebhookDetails::webhookId).toList();
    }

    @Test
    void areAsNewAsTheRecordWhateverTheViewHolds() throws Rejection {
        WebhookId id = register(story.id(), host.id());
        log.append(
                new WebhookEvent.EndpointUpdated(
                        id,
                        AT.plusSeconds(60),
                        host.id(),
                        Set.of(Field.EVENTS, Field.DESCRIPTION),
                        null,
                        List.of(WebhookTopic.MEETING_ENDED),
                        null,
                        null));
        log.append(new WebhookEvent.EndpointDisabled(id, AT, null, DisableReason.FAILING));

        WebhookDetails now = webhooks.now(id, host);

        assertThat(now.events()).containsExactly(WebhookTopic.MEETING_ENDED);
        assertThat(now.description()).isNull();
        assertThat(now.enabled()).isFalse();
        assertThat(now.disabledReason()).isEqualTo(DisableReason.FAILING);
        log.deliver();
        assertThat(webhooks.now(id, host)).isEqualTo(now);
    }

    @Test
    void areGoneOnceRemoved() throws Rejection {
        WebhookId id = register(story.id(), host.id());
        log.append(new WebhookEvent.EndpointDeleted(id, AT, host.id()));

        assertThat(refusalOf(() -> webhooks.now(id, host))).isEqualTo(NOT_FOUND);
        log.deliver();
        assertThat(refusalOf(() -> webhooks.now(id, host))).isEqualTo(NOT_FOUND);
        assertThat(ids(new FindWebhooks(MANAGER, null, 50, null))).isEmpty();
    }

    @Test
    void areForManagersAndHostsOfTheMeeting() throws Rejection {
        WebhookId ofMeeting = register(story.id(), host.id());
        WebhookId ofAll = register(null, MANAGER.id());

        assertThat(webhooks.now(ofMeeting, MANAGER).webhookId()).isEqualTo(ofMeeting);
        assertThat(refusalOf(() -> webhooks.now(ofMeeting, stranger)))
                .isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(refusalOf(() -> webhooks.now(ofAll, host))).isEqualTo(INSUFFICIENT_PERMISSION);
    }

    @Test
    void areListedByMeetingByOwnerAndAll() throws Rejection {
        WebhookId first = register(story.id(), host.id());
        WebhookId second = register(null, MANAGER.id());
        register(null, host.id()); // when they held the scope

        assertThat(ids(new FindWebhooks(MANAGER, null, 50, null))).hasSize(3);
        assertThat(ids(new FindWebhooks(MANAGER, story.id(), 50, null))).containsExactly(first);
        assertThat(ids(new FindWebhooks(host, null, 50, null))).containsExactly(first);
        assertThat(ids(new FindWebhooks(stranger, null, 50, null))).isEmpty();
        assertThat(
                        refusalOf(
                                () ->
                                        answers.answer(
                                                new FindWebhooks(stranger, story.id(), 50, null))))
                .isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(ids(new FindWebhooks(MANAGER, null, 50, null))).contains(second);
    }

    @Test
    @SuppressWarnings("unchecked") // likewise
    void comeInPagesTheLatestFirst() throws Rejection {
        for (int i = 0; i < 7; i++) {
            register(story.id(), host.id());
        }
        List<WebhookId> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<WebhookDetails> page =
                    (Page<WebhookDetails>)
                            answers.answer(new FindWebhooks(host, story.id(), 3, cursor));
            page.items().forEach(item -> all.add(item.webhookId()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(all).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void areSoManyOfAMeetingAtMost() throws Rejection {
        WebhookQuery.MayRegister another = new WebhookQuery.MayRegister(story.id(), host);
        for (int i = 0; i < WebhookQuery.WEBHOOKS_OF_MEETING_MAX; i++) {
            assertThat(answers.answer(another)).isNotNull();
            register(story.id(), host.id());
        }

        assertThat(refusalOf(() -> answers.answer(another))).isEqualTo(CONFLICT);
    }

    @Test
    void areNotRegisteredOnceTheMeetingIsOver() throws Rejection {
        register(story.id(), host.id());
        story.ended();

        assertThat(refusalOf(() -> answers.answer(new WebhookQuery.MayRegister(story.id(), host))))
                .isEqualTo(MEETING_ENDED);
        assertThat(
                        refusalOf(
                                () ->
                                        answers.answer(
                                                new WebhookQuery.MayRegister(
                                                        story.id(), stranger))))
                .isEqualTo(INSUFFICIENT_PERMISSION);
        assertThat(answers.answer(new WebhookQuery.MayRegister(null, MANAGER))).isNotNull();
    }

    @Test
    void tellOfDeliveriesOnceWhatWasAskedForIsPlanned() {
        WebhookId id = register(story.id(), host.id());

        assertThat(
                        refusalOf(
                                () ->
                                        answers.answer(
                                                new WebhookQuery.GetDelivery(
                                                        id, host, DeliveryId.next()))))
                .isEqualTo(NOT_FOUND);
        assertThat(sent.awaited()).containsExactly(log.head());
    }
}
