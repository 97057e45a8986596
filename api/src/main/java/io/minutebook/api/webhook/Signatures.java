package io.minutebook.api.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as the Standard Webhooks specification has them. */
final class Signatures {

    private static final String SECRET_PREFIX = "whsec_";

    private Signatures() {}

    /**
     * The value of {@code webhook-signature}: one signature for each secret.
     *
     * @param secrets as they were shown, {@code whsec_…}
     */
    static String of(String id, Instant timestamp, byte[] body, List<String> secrets) {
        byte[] head =
                (id + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + signature(secret, head, body))
                .collect(Collectors.joining(" "));
    }

    private static String signature(String secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", missing);
        }
    }
}
