package io.minutebook.query.given;

import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Policy;
import java.util.List;

/** Policies that differ from the default in one thing. */
public final class Policies {

    public static final Policy WITHOUT_CAMERAS = policy(Permission.ALL, true);

    private Policies() {}

    public static Policy screens(Permission permission) {
        return policy(permission, false);
    }

    private static Policy policy(Permission screens, boolean withoutCameras) {
        return new Policy(
                false,
                false,
                false,
                100,
                List.of(),
                List.of(),
                Permission.HOST,
                screens,
                Permission.ALL,
                false,
                withoutCameras,
                false);
    }
}
