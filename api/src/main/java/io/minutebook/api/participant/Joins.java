package io.minutebook.api.participant;

import io.minutebook.api.Dispatch;
import io.minutebook.api.policy.MeetingPasswords;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.command.ParticipantCommand.JoinAnswer;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import io.minutebook.kernel.query.MeetingQuery.GetPasswordId;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Joining, over HTTP and WebSocket alike: a password is checked before the command is sent. */
public final class Joins {

    private final Dispatch dispatch;
    private final MeetingPasswords passwords;
    private final Clock clock;

    public Joins(Dispatch dispatch, MeetingPasswords passwords, Clock clock) {
        this.dispatch = dispatch;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Joins as {@code request} says, by {@code session}. */
    public Mono<JoinAnswer> join(
            MeetingId meeting, Caller caller, ConnectionId session, JoinRequest request) {
        return proven(meeting, caller, request.password())
                .flatMap(
                        proven ->
                                dispatch.send(
                                        new JoinMeeting(
                                                meeting,
                                                caller,
                                                clock.instant(),
                                                ParticipantId.next(),
                                                session,
                                                Boolean.TRUE.equals(request.joinMuted()),
                                                Boolean.TRUE.equals(request.joinWithoutVideo()),
                                                request.deviceType(),
                                                request.browserInfo(),
                                                proven.orElse(null))));
    }

    private Mono<Optional<String>> proven(
            MeetingId meeting, Caller caller, @Nullable String password) {
        if (password == null) {
            return Mono.just(Optional.empty());
        }
        return dispatch.ask(new GetPasswordId(meeting, caller))
                .flatMap(
                        found -> {
                            String id = found.passwordId();
                            return id == null
                                    ? Mono.just(Optional.<String>empty())
                                    : passwords
                                            .matches(id, password)
                                            .map(
                                                    matches ->
                                                            matches
                                                                    ? Optional.of(id)
                                                                    : Optional.empty());
                        });
    }
}
