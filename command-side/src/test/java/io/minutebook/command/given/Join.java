package io.minutebook.command.given;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import java.util.Set;

/** A join with nothing asked, given or proven but what is said here. */
public final class Join {

    private final UserId user;
    private String name;
    private String email;
    private boolean verified;
    private boolean guest;
    private ConnectionId session;
    private ParticipantId ifNew;
    private boolean muted;
    private boolean withoutVideo;
    private String passwordId;

    private Join(UserId user) {
        this.user = user;
        this.session = AMeeting.sessionOf(user);
        this.ifNew = AMeeting.participantId(user);
    }

    public static Join by(UserId user) {
        return new Join(user);
    }

    public Join named(String shown) {
        name = shown;
        return this;
    }

    public Join withAddress(String address) {
        email = address;
        verified = true;
        return this;
    }

    public Join withUnverifiedAddress(String address) {
        email = address;
        return this;
    }

    public Join asGuest() {
        guest = true;
        return this;
    }

    public Join over(ConnectionId other) {
        session = other;
        return this;
    }

    /** With this id for the case that the person has none. */
    public Join ifNewAs(ParticipantId id) {
        ifNew = id;
        return this;
    }

    public Join muted() {
        muted = true;
        return this;
    }

    public Join withoutVideo() {
        withoutVideo = true;
        return this;
    }

    public Join knowing(String provenPasswordId) {
        passwordId = provenPasswordId;
        return this;
    }

    public JoinMeeting command() {
        return new JoinMeeting(
                AMeeting.ID,
                new Caller(user, name, email, verified, guest, Set.of()),
                Commands.NOW,
                ifNew,
                session,
                muted,
                withoutVideo,
                "desktop",
                "Firefox/121.0",
                passwordId);
    }
}
