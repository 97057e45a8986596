package io.minutebook.command.given;

import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.UserId;
import java.util.List;

/** The default policy, but for what is said here. */
public final class PolicyBuilder {

    private boolean waitingRoom;
    private boolean password;
    private boolean guests;
    private int places = Policy.DEFAULT.maxParticipants();
    private List<String> domains = List.of();
    private List<UserId> blocked = List.of();
    private Permission screen = Permission.ALL;
    private Permission chat = Permission.ALL;
    private boolean mutedOnEntry;
    private boolean withoutCameras;
    private boolean locked;

    private PolicyBuilder() {}

    public static PolicyBuilder policy() {
        return new PolicyBuilder();
    }

    public PolicyBuilder waitingRoom() {
        waitingRoom = true;
        return this;
    }

    public PolicyBuilder password() {
        password = true;
        return this;
    }

    public PolicyBuilder guests() {
        guests = true;
        return this;
    }

    public PolicyBuilder places(int count) {
        places = count;
        return this;
    }

    public PolicyBuilder domains(String... names) {
        domains = List.of(names);
        return this;
    }

    public PolicyBuilder blocking(UserId... users) {
        blocked = List.of(users);
        return this;
    }

    public PolicyBuilder screens(Permission permission) {
        screen = permission;
        return this;
    }

    public PolicyBuilder chat(Permission permission) {
        chat = permission;
        return this;
    }

    public PolicyBuilder mutedOnEntry() {
        mutedOnEntry = true;
        return this;
    }

    public PolicyBuilder withoutCameras() {
        withoutCameras = true;
        return this;
    }

    public PolicyBuilder locked() {
        locked = true;
        return this;
    }

    public Policy build() {
        return new Policy(
                waitingRoom,
                password,
                guests,
                places,
                domains,
                blocked,
                Permission.HOST,
                screen,
                chat,
                mutedOnEntry,
                withoutCameras,
                locked);
    }
}
