package io.minutebook.api.security;

import io.minutebook.kernel.Caller;
import java.time.Instant;

/** Who a token speaks for, and until when. */
public record VerifiedToken(Caller caller, Instant expiresAt) {}
