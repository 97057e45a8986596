package io.minutebook.kernel.command;

import io.minutebook.kernel.MeetingId;

/**
 * An intention about one meeting.
 *
 * @param <R> what it is answered with
 */
public sealed interface MeetingCommand<R> extends Command<R>
        permits LifecycleCommand,
                ParticipantCommand,
                ModerationCommand,
                LobbyCommand,
                PolicyCommand,
                ChatCommand,
                BreakoutCommand,
                SystemCommand {

    MeetingId meetingId();
}
