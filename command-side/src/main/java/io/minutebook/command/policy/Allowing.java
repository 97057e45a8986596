package io.minutebook.command.policy;

import io.minutebook.command.state.MeetingState;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;

/** What somebody may do, by the policy, their role and the room they are in. */
public final class Allowing {

    private Allowing() {}

    public static boolean chat(MeetingState meeting, UserId user) {
        return meeting.policy().chatPermissions().allows(meeting.roleOf(user))
                && meeting.rooms().settingsFor(user).allowChat();
    }

    public static boolean screen(MeetingState meeting, UserId user) {
        return meeting.policy().screenSharePermissions().allows(meeting.roleOf(user))
                && meeting.rooms().settingsFor(user).allowScreenShare();
    }

    public static boolean camera(MeetingState meeting, UserId user) {
        Role role = meeting.roleOf(user);
        return role.leads() || !meeting.policy().disableCamera();
    }
}
