package io.minutebook.api.idempotency;

import io.minutebook.kernel.UserId;
import io.minutebook.kernel.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request with an idempotency key. What is kept of it are hashes: neither the key nor anything of
 * the body can be read from them.
 *
 * @param route method and path
 * @param body as it was sent
 */
record KeyedCall(UserId user, String route, String key, byte[] body) {

    private static final JsonMapper SORTED =
            Json.COMPACT.rebuild().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();
    private static final String SEPARATOR = "\0"; // in none of the parts

    /** What the commit of this call claims, whatever its body. */
    String claim() {
        return "idem:" + text(hash(names("claim")));
    }

    /** What makes slow hashes of this call differ from those of all others. */
    byte[] salt() {
        return hash(names("salt"));
    }

    /** What it claims beside, from the hash of its body. */
    String bodyClaim(byte[] bodyHash) {
        return "idem-body:" + text(hash(names("body") + SEPARATOR + text(bodyHash)));
    }

    private String names(String use) {
        return String.join(SEPARATOR, use, user.value(), route, key);
    }

    /** The body but for what means nothing: white space, and the order of fields. */
    String canonicalBody() {
        try {
            return body.length == 0 ? "{}" : SORTED.writeValueAsString(SORTED.readTree(body));
        } catch (JacksonException notJson) {
            throw new IllegalStateException("the body was read before", notJson);
        }
    }

    /** Whether somebody could try passwords against a fast hash of the body. */
    boolean holdsPassword() {
        return body.length > 0 && holdsPassword(SORTED.readTree(body));
    }

    private static boolean holdsPassword(JsonNode node) {
        return node.has("password")
                || node.valueStream()
                        .filter(JsonNode::isContainer)
                        .anyMatch(KeyedCall::holdsPassword);
    }

    byte[] fastBodyHash() {
        return hash(canonicalBody());
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private static String text(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
