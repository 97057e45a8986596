package io.minutebook.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.LogUnavailableException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** What faults come to. */
class RefusalsTest {

    @Test
    void aFaultOfOursTellsNothingButAnIncident() {
        Rejection refusal = Refusals.of(new IllegalStateException("the password is hunter2"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(refusal.details()).containsOnlyKeys("incident_id");
        JsonNode envelope =
                Json.MAPPER.valueToTree(
                        ErrorEnvelope.of(refusal, Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(envelope.toString()).doesNotContain("hunter2", "IllegalState");
    }

    @Test
    void eachIncidentHasAnIdOfItsOwn() {
        assertThat(Refusals.of(new IllegalStateException()).details())
                .isNotEqualTo(Refusals.of(new IllegalStateException()).details());
    }

    @Test
    void anOutageAsksToComeAgain() {
        Rejection refusal = Refusals.of(new LogUnavailableException("disk", new Exception()));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(ErrorStatus.of(refusal.code())).isEqualTo(503);
    }

    @Test
    void aServerErrorOfTheFrameworkIsAnIncident() {
        assertThat(
                        Refusals.of(new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR))
                                .code())
                .isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void whatARuleSaidIsPassedOn() {
        Rejection refusal = new Rejection(ErrorCode.MEETING_LOCKED, "locked");
        assertThat(Refusals.of(refusal)).isSameAs(refusal);
    }
}
