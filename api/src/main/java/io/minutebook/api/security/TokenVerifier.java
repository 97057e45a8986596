package io.minutebook.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.Scope;
import io.minutebook.kernel.UserId;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JSON web tokens (RFC 7519) by the configured keys alone: {@code jku}, {@code x5u} and
 * embedded keys in a token are ignored, {@code crit} is refused. May block while a key set is
 * fetched.
 */
public final class TokenVerifier {

    /** How far clocks may be apart. */
    public static final Duration SKEW = Duration.ofSeconds(30);

    private static final int TOKEN_CHARS_MAX = 8_192;

    private final SigningKeys keys;
    private final @Nullable String issuer;
    private final @Nullable String audience;
    private final Clock clock;

    /**
     * @param properties what tokens must say of their issuer and audience
     */
    public TokenVerifier(SigningKeys keys, AuthProperties properties, Clock clock) {
        this.keys = keys;
        this.issuer = properties.issuer();
        this.audience = properties.audience();
        this.clock = clock;
    }

    /** Who the token speaks for. */
    public VerifiedToken verify(String token) throws InvalidTokenException {
        if (token.length() > TOKEN_CHARS_MAX) {
            throw new InvalidTokenException("The token is too long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (jwt.getHeader().getCriticalParams() != null || !keys.verify(jwt)) {
                throw new InvalidTokenException("The token is not signed by a known key");
            }
            return verified(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            throw new InvalidTokenException("The token cannot be read");
        }
    }

    private VerifiedToken verified(JWTClaimsSet claims)
            throws InvalidTokenException, ParseException {
        Instant expires = expiry(claims);
        Instant now = clock.instant();
        Date notBefore = claims.getNotBeforeTime();
        require(now.isBefore(expires.plus(SKEW)), "The token has expired");
        require(
                notBefore == null || !notBefore.toInstant().isAfter(now.plus(SKEW)),
                "The token is not valid yet");
        require(
                issuer == null || issuer.equals(claims.getIssuer()),
                "The token is of another issuer");
        require(
                audience == null || claims.getAudience().contains(audience),
                "The token is for another audience");
        return new VerifiedToken(caller(claims), expires);
    }

    private static Instant expiry(JWTClaimsSet claims) throws InvalidTokenException {
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw new InvalidTokenException("The token never expires");
        }
        return expires.toInstant();
    }

    private static Caller caller(JWTClaimsSet claims) throws InvalidTokenException, ParseException {
        String subject = claims.getSubject();
        if (subject == null || !UserId.isValid(subject)) {
            throw new InvalidTokenException("The token's subject is no user id");
        }
        return new Caller(
                new UserId(subject),
                bounded(claims.getStringClaim("name")),
                bounded(claims.getStringClaim("email")),
                Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")),
                Boolean.TRUE.equals(claims.getBooleanClaim("guest")),
                scopes(claims.getStringClaim("scope")));
    }

    /** Names go into every frame and line: at most 256 characters, and none that is no text. */
    private static @Nullable String bounded(@Nullable String text) {
        return text == null
                ? null
                : text.codePoints()
                        .limit(256)
                        .map(
                                point ->
                                        point == 0 || point >= 0xD800 && point <= 0xDFFF
                                                ? 0xFFFD
                                                : point)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    private static Set<Scope> scopes(@Nullable String scope) {
        return scope == null
                ? Set.of()
                : Arrays.stream(scope.split(" "))
                        .map(Scope::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static void require(boolean valid, String fault) throws InvalidTokenException {
        if (!valid) {
            throw new InvalidTokenException(fault);
        }
    }
}
