package io.minutebook.api.live;

import jakarta.validation.constraints.NotNull;

/**
 * The token that a connection goes on with.
 *
 * @param token a JWT of the same person
 */
record AuthFrame(@NotNull String token) {

    /** Without the token, so that no log of a frame can hold it. */
    @Override
    public String toString() {
        return "AuthFrame[]";
    }
}
