package io.minutebook.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configured keys. Each fixes its own algorithm: what a token's header says of it must only
 * agree.
 */
public interface SigningKeys {

    /** Whether one of the keys made the token's signature, by that key's algorithm. */
    boolean verify(JWSObject token) throws JOSEException;

    /** Whether one of {@code several} made it. */
    static SigningKeys anyOf(List<SigningKeys> several) {
        return token -> {
            for (SigningKeys keys : several) {
                if (keys.verify(token)) {
                    return true;
                }
            }
            return false;
        };
    }

    /**
     * The keys that {@code properties} name, empty where they name none.
     *
     * @throws IllegalArgumentException where a key is no good; the message names the property
     */
    static Optional<SigningKeys> of(AuthProperties properties) {
        String jwks = properties.jwksUri();
        if (jwks != null) {
            return Optional.of(remote(jwks));
        }
        String pem = properties.publicKey();
        if (pem != null) {
            return Optional.of(publicKey(pem));
        }
        String secret = properties.hmacSecret();
        if (secret != null) {
            return Optional.of(secret(secret));
        }
        return Optional.empty();
    }

    /**
     * @param secret of at least 32 bytes in UTF-8
     */
    static SigningKeys secret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 32) {
            throw new IllegalArgumentException(
                    "minutebook.auth.hmac-secret needs at least 32 bytes");
        }
        return token -> matches(token, JWSAlgorithm.HS256) && verify(token, new MACVerifier(bytes));
    }

    private static SigningKeys publicKey(String pem) {
        byte[] der =
                Base64.getMimeDecoder()
                        .decode(
                                pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")
                                        .replace("\\n", "\n") // as environment files write it
                                        .strip());
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return of(
                        KeyFactory.getInstance(algorithm)
                                .generatePublic(new X509EncodedKeySpec(der)));
            } catch (GeneralSecurityException another) {
                // not a key of this kind
            }
        }
        throw new IllegalArgumentException(
                "minutebook.auth.public-key must be the PEM of an RSA, P-256 or Ed25519 public key");
    }

    private static SigningKeys of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                    token ->
                            matches(token, JWSAlgorithm.RS256)
                                    && verify(token, new RSASSAVerifier(rsa));
            case ECPublicKey ec ->
                    token ->
                            matches(token, JWSAlgorithm.ES256)
                                    && verify(token, new ECDSAVerifier(ec));
            default -> token -> matchesEd25519(token) && verifyEd25519(token, key);
        };
    }

    private static SigningKeys remote(String uri) {
        try {
            JWKSource<SecurityContext> source =
                    JWKSourceBuilder.create(URI.create(uri).toURL()).retrying(true).build();
            return token -> verify(token, source);
        } catch (MalformedURLException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "minutebook.auth.jwks-uri is no address: " + uri, malformed);
        }
    }

    private static boolean verify(JWSObject token, JWKSource<SecurityContext> source)
            throws JOSEException {
        JWKMatcher matcher = new JWKMatcher.Builder().keyID(token.getHeader().getKeyID()).build();
        List<JWK> candidates;
        try {
            candidates = source.get(new JWKSelector(matcher), null);
        } catch (KeySourceException unreachable) {
            throw new JOSEException("the key set cannot be had", unreachable);
        }
        for (JWK candidate : candidates) {
            SigningKeys key = of(candidate);
            if (key != null && key.verify(token)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable SigningKeys of(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> of(rsa.toPublicKey());
            case ECKey ec -> Curve.P_256.equals(ec.getCurve()) ? of(ec.toPublicKey()) : null;
            case OctetKeyPair okp -> Curve.Ed25519.equals(okp.getCurve()) ? of(ed25519(okp)) : null;
            default -> null;
        };
    }

    private static PublicKey ed25519(OctetKeyPair key) throws JOSEException {
        // SubjectPublicKeyInfo of RFC 8410 is this prefix before the 32 raw bytes
        byte[] prefix = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
        byte[] raw = key.getX().decode();
        byte[] encoded = new byte[prefix.length + raw.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException malformed) {
            throw new JOSEException("malformed Ed25519 key", malformed);
        }
    }

    private static boolean matches(JWSObject token, JWSAlgorithm algorithm) {
        return algorithm.equals(token.getHeader().getAlgorithm());
    }

    private static boolean matchesEd25519(JWSObject token) {
        return matches(token, JWSAlgorithm.EdDSA) || matches(token, JWSAlgorithm.Ed25519);
    }

    private static boolean verify(JWSObject token, JWSVerifier verifier) throws JOSEException {
        return token.verify(verifier);
    }

    private static boolean verifyEd25519(JWSObject token, PublicKey key) throws JOSEException {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(token.getSigningInput());
            return signature.verify(token.getSignature().decode());
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
