package io.minutebook.api.policy;

import io.minutebook.api.Chars;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.UserId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A policy as hosts send it; what is absent takes its default. */
public record PolicyRequest(
        @Nullable Boolean requireWaitingRoom,
        @Nullable Boolean requirePassword,
        @Nullable @Chars(min = 8, max = 128) String password,
        @Nullable Boolean allowAnonymousJoin,
        @Nullable @Min(1) @Max(Policy.PARTICIPANTS_MAX) Integer maxParticipants,
        @Nullable @Size(max = Policy.ALLOWED_DOMAINS_MAX)
                List<
                                @NotNull @Chars(max = 253)
                                @Pattern(regexp = DOMAIN, message = "must be a domain name") String>
                        allowedDomains,
        @Nullable @Size(max = Policy.BLOCKED_USERS_MAX) List<@NotNull UserId> blockedUsers,
        @Nullable Permission recordingPermissions,
        @Nullable Permission screenSharePermissions,
        @Nullable Permission chatPermissions,
        @Nullable Boolean muteOnEntry,
        @Nullable Boolean disableCamera,
        @Nullable Boolean lockMeeting) {

    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

    /**
     * With a bound, since a repeated group takes a stack frame each time: 253 characters hold it.
     */
    private static final String DOMAIN = LABEL + "(\\." + LABEL + "){0,126}";

    public Policy policy() {
        Policy absent = Policy.DEFAULT;
        return new Policy(
                Boolean.TRUE.equals(requireWaitingRoom),
                Boolean.TRUE.equals(requirePassword),
                Boolean.TRUE.equals(allowAnonymousJoin),
                Objects.requireNonNullElse(maxParticipants, absent.maxParticipants()),
                Objects.requireNonNullElse(allowedDomains, absent.allowedDomains()).stream()
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList(),
                Objects.requireNonNullElse(blockedUsers, absent.blockedUsers()).stream()
                        .distinct()
                        .toList(),
                Objects.requireNonNullElse(recordingPermissions, absent.recordingPermissions()),
                Objects.requireNonNullElse(screenSharePermissions, absent.screenSharePermissions()),
                Objects.requireNonNullElse(chatPermissions, absent.chatPermissions()),
                Boolean.TRUE.equals(muteOnEntry),
                Boolean.TRUE.equals(disableCamera),
                Boolean.TRUE.equals(lockMeeting));
    }

    /** Without the password, so that no log of a request can hold it. */
    @Override
    public String toString() {
        return "PolicyRequest[" + policy() + "]";
    }
}
