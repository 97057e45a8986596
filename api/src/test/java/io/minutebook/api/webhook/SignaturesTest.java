package io.minutebook.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures as the specification's own library and its published example take them. */
class SignaturesTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String BODY = "{\"test\": 2432232314}";

    private static String signature(Instant time, List<String> secrets) {
        return Signatures.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                time,
                BODY.getBytes(StandardCharsets.UTF_8),
                secrets);
    }

    @Test
    void isThatOfThePublishedExample() {
        assertThat(signature(Instant.ofEpochSecond(1_614_265_330), List.of(SECRET)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void isTakenByThePublishedLibraryWithEitherSecret() throws Exception {
        Instant now = Instant.now();
        HttpHeaders headers = headers(now, signature(now, List.of(SECRET, OTHER)));

        new Webhook(SECRET).verify(BODY, headers);
        new Webhook(OTHER).verify(BODY, headers);
        assertThatThrownBy(() -> new Webhook(OTHER).verify(BODY + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static HttpHeaders headers(Instant time, String signature) {
        return HttpHeaders.of(
                Map.of(
                        "webhook-id",
                        List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                        "webhook-timestamp",
                        List.of(Long.toString(time.getEpochSecond())),
                        "webhook-signature",
                        List.of(signature)),
                (name, value) -> true);
    }
}
