package io.minutebook.api.live;

import io.minutebook.api.participant.StatusRequest;
import jakarta.validation.constraints.NotNull;

/** A hand up or down. */
record HandRequest(@NotNull Boolean isHandRaised) {

    StatusRequest status() {
        return new StatusRequest(null, null, null, isHandRaised, null);
    }
}
