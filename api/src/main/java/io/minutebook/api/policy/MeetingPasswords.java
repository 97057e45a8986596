package io.minutebook.api.policy;

import com.github.f4b6a3.ulid.UlidCreator;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.ClaimTakenException;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.DocumentStore;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Keeps meetings' passwords as slow salted hashes, outside the record, which only names them:
 * PBKDF2 with HMAC-SHA-256 and the number of rounds that OWASP's password storage page asks for.
 */
public final class MeetingPasswords {

    private static final CollectionSpec PASSWORDS = new CollectionSpec("passwords", List.of());
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int ROUNDS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final DocumentStore state;
    private final Scheduler hashing;
    private final SecureRandom random = new SecureRandom();

    private record Kept(String salt, String hash, int rounds) {}

    /**
     * @param hashing a bounded pool: each hash takes a good part of a second of a processor
     */
    public MeetingPasswords(DocumentStore state, Scheduler hashing) {
        this.state = state;
        this.hashing = hashing;
        state.declare(PASSWORDS);
    }

    /**
     * Runs {@code command} with the name of a newly kept password; a refusal removes it again, but
     * not where the command may have landed after all.
     *
     * @param password null for none, and then the command gets no name
     */
    public <R> Mono<R> setting(
            @Nullable String password, Function<@Nullable String, Mono<R>> command) {
        if (password == null) {
            return Mono.defer(() -> command.apply(null));
        }
        return onHashing(() -> keep(password))
                .flatMap(
                        id ->
                                command.apply(id)
                                        .onErrorResume(
                                                MeetingPasswords::isCertain,
                                                refusal -> forget(id).then(Mono.error(refusal))));
    }

    /** Whether {@code password} is the one that {@code id} names. */
    public Mono<Boolean> matches(String id, String password) {
        return onHashing(
                () ->
                        state.get(PASSWORDS.name(), id)
                                .map(
                                        document ->
                                                Json.COMPACT.readValue(document.json(), Kept.class))
                                .filter(kept -> matches(kept, password))
                                .isPresent());
    }

    /** A hash of {@code text}, which may hold a password, as slow as those that are kept. */
    public Mono<byte[]> slowHash(String text, byte[] salt) {
        return onHashing(() -> hash(text, salt, ROUNDS));
    }

    /** Fails with {@code SERVICE_UNAVAILABLE} where too much waits to be hashed. */
    private <T> Mono<T> onHashing(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(hashing)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full ->
                                new Rejection(
                                        ErrorCode.SERVICE_UNAVAILABLE,
                                        "Too many passwords wait to be checked"));
    }

    private String keep(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Kept kept = new Kept(text(salt), text(hash(password, salt, ROUNDS)), ROUNDS);
        String id = UlidCreator.getUlid().toString();
        state.write(new Batch().put(PASSWORDS.name(), id, Json.COMPACT.writeValueAsString(kept)));
        return id;
    }

    /**
     * Whether {@code fault} means that nothing was committed: what may have been needs its
     * password.
     */
    private static boolean isCertain(Throwable fault) {
        return fault instanceof ClaimTakenException
                || fault instanceof Rejection refusal
                        && refusal.code() != ErrorCode.SERVICE_UNAVAILABLE;
    }

    private Mono<Void> forget(String id) {
        return Mono.<Void>fromRunnable(() -> state.write(new Batch().delete(PASSWORDS.name(), id)))
                .subscribeOn(hashing);
    }

    private static boolean matches(Kept kept, String password) {
        byte[] salt = Base64.getDecoder().decode(kept.salt());
        return MessageDigest.isEqual(
                hash(password, salt, kept.rounds()), Base64.getDecoder().decode(kept.hash()));
    }

    private static byte[] hash(String password, byte[] salt, int rounds) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, missing);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
