package io.minutebook.api.dev;

import com.github.f4b6a3.ulid.UlidCreator;
import io.minutebook.api.JsonBody;
import io.minutebook.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for the asking; there only in dev mode. */
@RestController
public class DevTokenController {

    private static final long TTL_SECONDS = 8 * 3_600L;

    private final DevTokens tokens;
    private final Clock clock;

    public DevTokenController(DevTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Schema(name = "DevTokenAnswer")
    record TokenAnswer(String token, UserId userId, Instant expiresAt) {}

    @Operation(operationId = "createDevToken", summary = "Get a token, in dev mode")
    @PostMapping("/dev/token")
    @SecurityRequirements
    TokenAnswer token(@JsonBody TokenRequest request) {
        UserId user =
                Objects.requireNonNullElseGet(
                        request.userId(), () -> new UserId(UlidCreator.getUlid().toString()));
        Instant now = clock.instant();
        Instant expiresAt =
                now.plusSeconds(Objects.requireNonNullElse(request.ttlSeconds(), TTL_SECONDS));
        return new TokenAnswer(tokens.sign(user, request, now, expiresAt), user, expiresAt);
    }
}
