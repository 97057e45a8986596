package io.minutebook.api.idempotency;

import io.minutebook.api.Dispatch;
import io.minutebook.api.policy.MeetingPasswords;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.log.ClaimLookup;
import io.minutebook.kernel.log.ClaimTakenException;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.log.WantedClaims;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/**
 * Sees to it that a request with an {@code Idempotency-Key} takes effect once. The commit of its
 * events claims the key, so the two cannot come apart; the first answer is read back from those
 * events.
 */
public final class IdempotencyKeys {

    /** The header of an answer that was given before. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration KEPT = Duration.ofHours(24);

    private final ClaimLookup claims;
    private final Dispatch dispatch;
    private final MeetingPasswords passwords;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    public IdempotencyKeys(
            ClaimLookup claims, Dispatch dispatch, MeetingPasswords passwords, Clock clock) {
        this.claims = claims;
        this.dispatch = dispatch;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * The answer of {@code first}, or where the call took effect before, that of {@code again}.
     * Fails with {@code CONFLICT} while the same key runs on this node, and with {@code
     * IDEMPOTENCY_KEY_REUSED} where it came with another body.
     *
     * @param first sends the command with the claims it is handed
     * @param again makes the first answer anew from the first event of its commit; may block
     */
    <T> Mono<ResponseEntity<T>> once(
            KeyedCall call,
            Function<WantedClaims, Mono<ResponseEntity<T>>> first,
            Function<RecordedEvent, ResponseEntity<T>> again) {
        String claim = call.claim();
        return Mono.defer(
                () -> {
                    if (!running.add(claim)) {
                        return Mono.error(
                                new Rejection(
                                        ErrorCode.CONFLICT,
                                        "A request with this idempotency key is under way"));
                    }
                    return bodyClaim(call)
                            .flatMap(body -> answer(claim, body, first, again))
                            // before the answer is out: the client may ask again right away
                            .doOnTerminate(() -> running.remove(claim))
                            .doOnCancel(() -> running.remove(claim));
                });
    }

    private Mono<String> bodyClaim(KeyedCall call) {
        return call.holdsPassword()
                ? passwords.slowHash(call.canonicalBody(), call.salt()).map(call::bodyClaim)
                : Mono.fromSupplier(() -> call.bodyClaim(call.fastBodyHash()));
    }

    private <T> Mono<ResponseEntity<T>> answer(
            String claim,
            String bodyClaim,
            Function<WantedClaims, Mono<ResponseEntity<T>>> first,
            Function<RecordedEvent, ResponseEntity<T>> again) {
        WantedClaims wanted =
                new WantedClaims(List.of(claim, bodyClaim), clock.instant().plus(KEPT));
        Mono<ResponseEntity<T>> replay = replay(claim, bodyClaim, again);
        // after a refusal it is looked up again: the same call may have run on another node
        return replay.switchIfEmpty(
                Mono.defer(() -> first.apply(wanted))
                        .onErrorResume(
                                fault -> fault instanceof Rejection || isTaken(fault, claim),
                                fault -> replay.switchIfEmpty(Mono.error(fault))));
    }

    private static boolean isTaken(Throwable fault, String claim) {
        return fault instanceof ClaimTakenException taken && taken.claim().equals(claim);
    }

    /** The first answer again; empty where the call did not take effect before. */
    private <T> Mono<ResponseEntity<T>> replay(
            String claim, String bodyClaim, Function<RecordedEvent, ResponseEntity<T>> again) {
        return dispatch.read(
                        () -> {
                            Optional<RecordedEvent> held = claims.holderOf(claim);
                            if (held.isEmpty()) {
                                return Optional.<ResponseEntity<T>>empty();
                            }
                            long position = held.get().position();
                            if (claims.holderOf(bodyClaim)
                                    .filter(same -> same.position() == position)
                                    .isEmpty()) {
                                throw new Rejection(
                                        ErrorCode.IDEMPOTENCY_KEY_REUSED,
                                        "The idempotency key came with another body before");
                            }
                            return Optional.of(marked(again.apply(held.get())));
                        })
                .flatMap(Mono::justOrEmpty);
    }

    private static <T> ResponseEntity<T> marked(ResponseEntity<T> answer) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(REPLAYED, "true")
                .body(answer.getBody());
    }
}
