package io.minutebook.api.record;

import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.log.LogProgress;
import io.minutebook.kernel.log.LogStatus;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the log stands, for whoever has a token. */
@RestController
public class LogStatusController {

    private final Dispatch dispatch;
    private final LogProgress progress;
    private final Clock clock;

    public LogStatusController(Dispatch dispatch, LogProgress progress, Clock clock) {
        this.dispatch = dispatch;
        this.progress = progress;
        this.clock = clock;
    }

    @Operation(operationId = "getLogStatus", summary = "Read where the log ends and who lags")
    @GetMapping("/api/v1/log/status")
    @Limited(RateCategory.READ)
    Mono<Envelope<LogStatus>> status() {
        return dispatch.read(progress::now)
                .map(status -> Envelope.of("Log status retrieved", status, clock));
    }
}
