package io.minutebook.api.webhook;

import io.minutebook.api.Dispatch;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.ClaimTakenException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.DocumentStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Keeps the secrets that sign, outside the record, which only names them. */
public final class WebhookSecrets {

    /** Where they are kept, by the names that the record has for them. */
    public static final CollectionSpec SECRETS = new CollectionSpec("webhook_secrets", List.of());

    private static final int SECRET_BYTES = 24;

    private final DocumentStore state;
    private final Dispatch dispatch;
    private final SecureRandom random = new SecureRandom();

    private record Kept(String secret) {}

    /**
     * A secret and its name.
     *
     * @param secret shown once, never logged
     */
    record Made(String id, String secret) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    public WebhookSecrets(DocumentStore state, Dispatch dispatch) {
        this.state = state;
        this.dispatch = dispatch;
        state.declare(SECRETS);
    }

    /**
     * Runs {@code command} with a newly made and kept secret; a refusal removes it again, but not
     * where the command may have landed after all.
     */
    <R> Mono<R> making(Function<Made, Mono<R>> command) {
        return dispatch.read(this::make)
                .flatMap(
                        made ->
                                command.apply(made)
                                        .onErrorResume(
                                                WebhookSecrets::isCertain,
                                                refusal ->
                                                        forget(made.id())
                                                                .then(Mono.error(refusal))));
    }

    private Made make() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        Made made =
                new Made(
                        UUID.randomUUID().toString(),
                        "whsec_" + Base64.getEncoder().encodeToString(bytes));
        state.write(
                new Batch()
                        .put(
                                SECRETS.name(),
                                made.id(),
                                Json.COMPACT.writeValueAsString(new Kept(made.secret()))));
        return made;
    }

    /** The secret of that name, empty where it was forgotten. Blocks. */
    public Optional<String> find(String id) {
        return state.get(SECRETS.name(), id)
                .map(document -> Json.COMPACT.readValue(document.json(), Kept.class).secret());
    }

    private Mono<Boolean> forget(String id) {
        return dispatch.read(
                        () -> {
                            state.write(new Batch().delete(SECRETS.name(), id));
                            return true;
                        })
                .onErrorComplete();
    }

    /** Whether nothing can have come of the command. */
    private static boolean isCertain(Throwable fault) {
        return fault instanceof ClaimTakenException
                || fault instanceof Rejection refusal
                        && refusal.code() != ErrorCode.SERVICE_UNAVAILABLE;
    }
}
