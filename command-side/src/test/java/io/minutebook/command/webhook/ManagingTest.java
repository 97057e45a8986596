package io.minutebook.command.webhook;

import static io.minutebook.command.given.Refusals.refusalOf;
import static io.minutebook.kernel.ErrorCode.CONFLICT;
import static io.minutebook.kernel.ErrorCode.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.WebhookEndpoint;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.DeliveryId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.WebhookId;
import io.minutebook.kernel.WebhookTopic;
import io.minutebook.kernel.command.WebhookCommand;
import io.minutebook.kernel.command.WebhookCommand.DeleteEndpoint;
import io.minutebook.kernel.command.WebhookCommand.DisableEndpoint;
import io.minutebook.kernel.command.WebhookCommand.RegisterEndpoint;
import io.minutebook.kernel.command.WebhookCommand.RequestRedelivery;
import io.minutebook.kernel.command.WebhookCommand.RequestReplay;
import io.minutebook.kernel.command.WebhookCommand.RequestTest;
import io.minutebook.kernel.command.WebhookCommand.RotateSecret;
import io.minutebook.kernel.command.WebhookCommand.Sending;
import io.minutebook.kernel.command.WebhookCommand.UpdateEndpoint;
import io.minutebook.kernel.event.WebhookEvent;
import io.minutebook.kernel.event.WebhookEvent.DisableReason;
import io.minutebook.kernel.event.WebhookEvent.EndpointDeleted;
import io.minutebook.kernel.event.WebhookEvent.EndpointDisabled;
import io.minutebook.kernel.event.WebhookEvent.EndpointRegistered;
import io.minutebook.kernel.event.WebhookEvent.EndpointUpdated;
import io.minutebook.kernel.event.WebhookEvent.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ManagingTest {

    private static final WebhookId ID = new WebhookId("01HM0000000000000000000006");
    private static final Instant NOW = Instant.parse("2024-01-15T10:00:00Z");
    private static final Caller ALICE = Caller.of(new UserId("alice"));
    private static final DeliveryId DELIVERY = new DeliveryId("01HM0000000000000000000007");
    private static final RegisterEndpoint REGISTER =
            new RegisterEndpoint(
                    ID, ALICE, NOW, null, "https://example.com", null, "Ours", "secret-1");
    private static final EndpointRegistered REGISTERED =
            (EndpointRegistered) Managing.decide(REGISTER).get(0);

    private static EndpointState after(WebhookEvent... events) {
        EndpointState state = EndpointState.of(REGISTERED);
        for (WebhookEvent event : events) {
            state = state.after(event);
        }
        return state;
    }

    private static UpdateEndpoint enabling(boolean enabled) {
        return new UpdateEndpoint(ID, ALICE, NOW, Set.of(Field.ENABLED), null, null, enabled, null);
    }

    private static EndpointState disabled() {
        return after(new EndpointDisabled(ID, NOW, null, DisableReason.GONE));
    }

    @Test
    void aRegistrationNamesItsSecretAndDoesNotHoldIt() {
        assertThat(REGISTERED.secretId()).isEqualTo("secret-1");
        assertThat(after().enabled()).isTrue();
    }

    @Test
    void anUpdateHoldsOnlyWhatChanged() throws Rejection {
        UpdateEndpoint update =
                new UpdateEndpoint(
                        ID,
                        ALICE,
                        NOW,
                        Set.of(Field.URL, Field.EVENTS, Field.DESCRIPTION),
                        "https://example.com",
                        List.of(WebhookTopic.MEETING_ENDED),
                        null,
                        null);

        EndpointUpdated updated = (EndpointUpdated) Managing.decide(after(), update).get(0);

        assertThat(updated.changed()).containsExactly(Field.EVENTS, Field.DESCRIPTION);
        assertThat(updated.url()).isNull();
        EndpointState now = after(updated);
        assertThat(now.events()).containsExactly(WebhookTopic.MEETING_ENDED);
        assertThat(now.description()).isNull();
        assertThat(now.url()).isEqualTo("https://example.com");
    }

    @Test
    void whatIsAlreadyAsAskedLeavesNoTrace() throws Rejection {
        assertThat(Managing.decide(after(), enabling(true))).isEmpty();
        assertThat(Managing.decide(disabled(), enabling(true))).hasSize(1);
        assertThat(Managing.decide(disabled(), new DisableEndpoint(ID, NOW, DisableReason.FAILING)))
                .isEmpty();
    }

    private static List<Sending> sendings() {
        return List.of(
                new RequestTest(ID, ALICE, NOW, DELIVERY),
                new RequestRedelivery(ID, ALICE, NOW, DELIVERY),
                new RequestReplay(ID, ALICE, NOW, NOW.minusSeconds(60), NOW));
    }

    @Test
    void nothingIsSentToWhatIsDisabled() throws Rejection {
        for (Sending sending : sendings()) {
            assertThat(refusalOf(() -> Managing.decide(disabled(), sending))).isEqualTo(CONFLICT);
            assertThat(Managing.decide(after(), sending)).hasSize(1);
        }
    }

    @Test
    void whatWasRemovedIsNotThere() {
        EndpointState gone = after(new EndpointDeleted(ID, NOW, ALICE.id()));

        assertThat(refusalOf(() -> Managing.decide(gone, enabling(true)))).isEqualTo(NOT_FOUND);
        assertThat(refusalOf(() -> Managing.decide(gone, new DeleteEndpoint(ID, ALICE, NOW))))
                .isEqualTo(NOT_FOUND);
        assertThat(
                        refusalOf(
                                () ->
                                        Managing.decide(
                                                gone,
                                                new RotateSecret(ID, ALICE, NOW, "secret-2", NOW))))
                .isEqualTo(NOT_FOUND);
        for (Sending sending : sendings()) {
            assertThat(refusalOf(() -> Managing.decide(gone, sending))).isEqualTo(NOT_FOUND);
        }
        assertThat(Managing.decide(gone, new DisableEndpoint(ID, NOW, DisableReason.GONE)))
                .isEmpty();
    }

    @Test
    void fiveSecretsSignAlongAtMost() throws Rejection {
        EndpointState state = after();
        for (int i = 0; i < Managing.SIGNING_ALONG_MAX; i++) {
            state = state.after(Managing.decide(state, rotating(NOW.plusSeconds(i))).get(0));
        }
        EndpointState full = state;
        Instant firstEnds = NOW.plus(Duration.ofHours(24));

        assertThat(refusalOf(() -> Managing.decide(full, rotating(firstEnds.minusMillis(1)))))
                .isEqualTo(CONFLICT);
        assertThat(Managing.decide(full, rotating(firstEnds))).hasSize(1);
    }

    private static RotateSecret rotating(Instant at) {
        return new RotateSecret(ID, ALICE, at, "secret-" + at, at.plus(Duration.ofHours(24)));
    }

    /** Each command reaches its rule through the aggregate. */
    @Test
    void theAggregateRoutesEveryCommand() {
        List<WebhookCommand<?>> commands =
                List.of(
                        enabling(false),
                        new DeleteEndpoint(ID, ALICE, NOW),
                        new RotateSecret(ID, ALICE, NOW, "secret-2", NOW),
                        new RequestTest(ID, ALICE, NOW, DELIVERY),
                        new RequestRedelivery(ID, ALICE, NOW, DELIVERY),
                        new RequestReplay(ID, ALICE, NOW, NOW.minusSeconds(60), NOW),
                        new DisableEndpoint(ID, NOW, DisableReason.GONE));

        new AggregateTestFixture<>(WebhookEndpoint.class)
                .givenNoPriorActivity()
                .when(REGISTER)
                .expectEvents(REGISTERED);
        for (WebhookCommand<?> command : commands) {
            new AggregateTestFixture<>(WebhookEndpoint.class)
                    .given(REGISTERED)
                    .when(command)
                    .expectSuccessfulHandlerExecution();
        }
    }
}
