package io.minutebook.api.policy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.minutebook.api.Dispatch;
import io.minutebook.api.Envelope;
import io.minutebook.api.JsonBody;
import io.minutebook.api.Paths;
import io.minutebook.api.limit.Limited;
import io.minutebook.api.limit.RateCategory;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.command.PolicyCommand.ApplyPolicy;
import io.minutebook.kernel.query.MeetingQuery.GetPolicy;
import io.minutebook.kernel.query.PolicyInForce;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What hosts allow. */
@RestController
@RequestMapping("/api/v1/meetings/{id}/security/policy")
public class PolicyController {

    private final Dispatch dispatch;
    private final MeetingPasswords passwords;
    private final Clock clock;

    public PolicyController(Dispatch dispatch, MeetingPasswords passwords, Clock clock) {
        this.dispatch = dispatch;
        this.passwords = passwords;
        this.clock = clock;
    }

    record PolicyAnswer(@JsonUnwrapped Policy policy, boolean passwordSet) {
        static PolicyAnswer of(PolicyInForce found) {
            return new PolicyAnswer(found.policy(), found.passwordSet());
        }
    }

    @Operation(operationId = "applySecurityPolicy", summary = "Replace the security policy")
    @PostMapping
    @Limited(RateCategory.MANAGEMENT)
    Mono<Envelope<Void>> apply(
            Caller caller, @PathVariable String id, @JsonBody PolicyRequest request)
            throws Rejection {
        MeetingId meeting = Paths.meeting(id);
        return passwords
                .setting(
                        request.password(),
                        passwordId ->
                                dispatch.send(
                                        new ApplyPolicy(
                                                meeting,
                                                caller,
                                                clock.instant(),
                                                request.policy(),
                                                passwordId)))
                .map(done -> Envelope.of("Security policy applied successfully", null, clock));
    }

    @Operation(operationId = "getSecurityPolicy", summary = "Read the security policy")
    @GetMapping
    @Limited(RateCategory.READ)
    Mono<Envelope<PolicyAnswer>> get(Caller caller, @PathVariable String id) throws Rejection {
        return dispatch.ask(new GetPolicy(Paths.meeting(id), caller))
                .map(
                        found ->
                                Envelope.of(
                                        "Security policy retrieved",
                                        PolicyAnswer.of(found),
                                        clock));
    }
}
