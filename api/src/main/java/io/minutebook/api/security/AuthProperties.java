package io.minutebook.api.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What tokens are verified with; the first of {@code jwksUri}, {@code publicKey} and {@code
 * hmacSecret} that is set.
 *
 * @param issuer required {@code iss}, null for any
 * @param audience required among {@code aud}, null for any
 * @param jwksUri address of a JSON web key set
 * @param publicKey PEM of an RSA, P-256 or Ed25519 public key
 * @param hmacSecret whose UTF-8 bytes, at least 32, are the key of HS256
 */
@ConfigurationProperties("minutebook.auth")
public record AuthProperties(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable String jwksUri,
        @Nullable String publicKey,
        @Nullable String hmacSecret) {

    /** Blank values count as none: an empty variable in the environment is one that was not set. */
    public AuthProperties {
        issuer = given(issuer);
        audience = given(audience);
        jwksUri = given(jwksUri);
        publicKey = given(publicKey);
        hmacSecret = given(hmacSecret);
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
