package io.minutebook.api.dev;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.minutebook.api.security.SigningKeys;
import io.minutebook.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Signs tokens for whoever asks. */
public final class DevTokens {

    private final String secret;
    private final @Nullable String issuer;
    private final @Nullable String audience;

    /**
     * @param secret whose UTF-8 bytes, at least 32, are the key of HS256
     * @param issuer what tokens must say of their issuer, null for nothing
     * @param audience likewise of their audience
     */
    public DevTokens(String secret, @Nullable String issuer, @Nullable String audience) {
        this.secret = secret;
        this.issuer = issuer;
        this.audience = audience;
    }

    /** What verifies these tokens. */
    public SigningKeys keys() {
        return SigningKeys.secret(secret);
    }

    String sign(UserId user, TokenRequest request, Instant now, Instant expiresAt) {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader(JWSAlgorithm.HS256),
                        new JWTClaimsSet.Builder()
                                .subject(user.value())
                                .issuer(issuer)
                                .audience(audience)
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(expiresAt))
                                .claim("name", request.userName())
                                .claim("email", request.email())
                                .claim("email_verified", request.emailVerified())
                                .claim("guest", request.guest())
                                .claim("scope", request.scope())
                                .build());
        try {
            token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException fault) {
            throw new IllegalStateException("a secret of this length signs", fault);
        }
        return token.serialize();
    }
}
