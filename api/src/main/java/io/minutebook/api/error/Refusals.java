package io.minutebook.api.error;

import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.log.LogUnavailableException;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** Whatever went wrong, as a refusal with a code. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    /**
     * The refusal that {@code fault} comes to; a fault of ours is logged with the incident id that
     * clients get.
     */
    public static Rejection of(Throwable fault) {
        return switch (fault) {
            case Rejection refusal -> refusal;
            case DataBufferLimitException large ->
                    new Rejection(ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than 256 KiB");
            case MethodNotAllowedException method ->
                    new Rejection(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            "This path does not take " + method.getHttpMethod());
            case NotAcceptableStatusException accept ->
                    new Rejection(ErrorCode.NOT_ACCEPTABLE, "Answers are JSON");
            case UnsupportedMediaTypeStatusException type ->
                    new Rejection(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Bodies must be JSON");
            case LogUnavailableException outage ->
                    new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "The record cannot be reached");
            case ResponseStatusException status -> of(status);
            case DecodingException unreadable ->
                    new Rejection(ErrorCode.VALIDATION_FAILED, "The request cannot be read");
            default -> incident(fault);
        };
    }

    private static Rejection of(ResponseStatusException fault) {
        if (fault.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return new Rejection(ErrorCode.NOT_FOUND, "There is nothing here");
        }
        if (fault.getStatusCode().is4xxClientError()) {
            return new Rejection(ErrorCode.VALIDATION_FAILED, "The request cannot be read");
        }
        return incident(fault);
    }

    private static Rejection incident(Throwable fault) {
        String incident = UUID.randomUUID().toString();
        LOG.error("Incident {}", incident, fault);
        return new Rejection(
                ErrorCode.INTERNAL_ERROR,
                "Something went wrong on our side",
                Map.of("incident_id", incident));
    }
}
