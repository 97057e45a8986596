package io.minutebook.api.dev;

import io.minutebook.api.Chars;
import io.minutebook.kernel.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** What a dev token is to say; every field may be left out. */
@Schema(name = "DevTokenRequest")
record TokenRequest(
        @Nullable UserId userId,
        @Nullable @Chars(max = 256) String userName,
        @Nullable @Chars(max = 256) String email,
        @Nullable Boolean emailVerified,
        @Nullable @Chars(max = 256) String scope,
        @Nullable Boolean guest,
        @Nullable @Min(1) @Max(31_536_000) Long ttlSeconds) {}
