package io.minutebook.kernel;

import java.util.List;

/**
 * The security policy of a meeting. The password itself is no part of it: whether one is asked for
 * is.
 *
 * @param maxParticipants people present at once, 1 to 1,000
 * @param allowedDomains domains of verified e-mail addresses, lower case, at most 100; empty allows
 *     all
 * @param blockedUsers at most 500
 */
public record Policy(
        boolean requireWaitingRoom,
        boolean requirePassword,
        boolean allowAnonymousJoin,
        int maxParticipants,
        List<String> allowedDomains,
        List<UserId> blockedUsers,
        Permission recordingPermissions,
        Permission screenSharePermissions,
        Permission chatPermissions,
        boolean muteOnEntry,
        boolean disableCamera,
        boolean lockMeeting) {

    public static final int PARTICIPANTS_MAX = 1_000;
    public static final int BLOCKED_USERS_MAX = 500;
    public static final int ALLOWED_DOMAINS_MAX = 100;

    /** What holds where nobody set anything. */
    public static final Policy DEFAULT =
            new Policy(
                    false,
                    false,
                    false,
                    100,
                    List.of(),
                    List.of(),
                    Permission.HOST,
                    Permission.ALL,
                    Permission.ALL,
                    false,
                    false,
                    false);

    public Policy {
        if (maxParticipants < 1 || maxParticipants > PARTICIPANTS_MAX) {
            throw new IllegalArgumentException("max_participants out of 1 to " + PARTICIPANTS_MAX);
        }
        if (allowedDomains.size() > ALLOWED_DOMAINS_MAX
                || blockedUsers.size() > BLOCKED_USERS_MAX) {
            throw new IllegalArgumentException("more domains or blocked users than a policy holds");
        }
        allowedDomains = List.copyOf(allowedDomains);
        blockedUsers = List.copyOf(blockedUsers);
    }

    public boolean blocks(UserId user) {
        return blockedUsers.contains(user);
    }
}
