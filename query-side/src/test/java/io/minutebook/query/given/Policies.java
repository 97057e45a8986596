package io.minutebook.query.given;

import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.UserId;
import java.util.List;

/** Policies that differ from the default in one thing. */
public final class Policies {

    public static final Policy WITHOUT_CAMERAS = policy(Permission.ALL, true, List.of());

    private Policies() {}

    public static Policy screens(Permission permission) {
        return policy(permission, false, List.of());
    }

    public static Policy blocking(UserId... users) {
        return policy(Permission.ALL, false, List.of(users));
    }

    private static Policy policy(Permission screens, boolean withoutCameras, List<UserId> blocked) {
        return new Policy(
                false,
                false,
                false,
                100,
                List.of(),
                blocked,
                Permission.HOST,
                screens,
                Permission.ALL,
                false,
                withoutCameras,
                false);
    }
}
