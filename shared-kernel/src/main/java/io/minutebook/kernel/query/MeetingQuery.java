package io.minutebook.kernel.query;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MeetingStatus;
import io.minutebook.kernel.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question about meetings. Rejected with {@code MEETING_NOT_FOUND}, and with {@code
 * INSUFFICIENT_PERMISSION} where the caller may not know.
 *
 * @param <R> what it is answered with
 */
public sealed interface MeetingQuery<R> extends Query<R> {

    /** Members. */
    record GetMeeting(MeetingId meetingId, Caller by) implements MeetingQuery<MeetingDetails> {}

    /**
     * Meetings the caller created, hosts, is invited to or joined, by scheduled start (else
     * creation), latest first. Waits up to 2 s for the list to hold what was acknowledged.
     *
     * @param from earliest scheduled start, inclusive
     * @param to latest scheduled start, exclusive
     * @param limit 1 to 200
     * @param cursor from the page before; {@code VALIDATION_FAILED} where it is none
     */
    record FindMeetings(
            Caller by,
            @Nullable MeetingStatus status,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable String cursor)
            implements MeetingQuery<Page<MeetingDetails>> {}

    /** Members. */
    record GetStatus(MeetingId meetingId, Caller by) implements MeetingQuery<StatusReport> {}

    /** Those present, in order of arrival. Members. */
    record GetParticipants(MeetingId meetingId, Caller by, int limit, @Nullable String cursor)
            implements MeetingQuery<Page<PresentPerson>> {}

    /** Hosts. */
    record GetPolicy(MeetingId meetingId, Caller by) implements MeetingQuery<PolicyInForce> {}

    /** Those waiting, in order of arrival. Hosts. */
    record GetWaitingRoom(MeetingId meetingId, Caller by)
            implements MeetingQuery<List<WaitingPerson>> {}

    /** The open rooms. Members. */
    record GetBreakoutRooms(MeetingId meetingId, Caller by)
            implements MeetingQuery<List<OpenRoom>> {}

    /**
     * Messages the caller may see, oldest first. Members.
     *
     * @param limit 1 to 200
     * @param offset messages passed over, counted from the newest
     * @param after only the nearest ones after this message; excludes {@code offset}
     * @param before only the nearest ones before this message; excludes {@code offset}
     */
    record GetChat(
            MeetingId meetingId,
            Caller by,
            int limit,
            int offset,
            @Nullable MessageId after,
            @Nullable MessageId before)
            implements MeetingQuery<List<ChatLine>> {}

    /** One message; {@code NOT_FOUND} where the caller may not see it. Members. */
    record GetMessage(MeetingId meetingId, Caller by, MessageId messageId)
            implements MeetingQuery<ChatLine> {}

    /**
     * The meeting's events, oldest first; for hosts without private chat of others. Hosts and
     * auditors.
     *
     * @param after a sequence, exclusive; -1 for the first
     * @param limit 1 to 1,000
     * @param types registered names, empty for all
     */
    record GetHistory(MeetingId meetingId, Caller by, long after, int limit, Set<String> types)
            implements MeetingQuery<Page<HistoryEntry>> {}

    /** What a live connection starts from. Anybody; tells only what the caller may know. */
    record GetSnapshot(MeetingId meetingId, Caller by) implements MeetingQuery<Snapshot> {}

    /**
     * Which password is in force, null for none. Anybody: joining checks it before anything is
     * known of the caller.
     */
    record GetPasswordId(MeetingId meetingId, Caller by) implements MeetingQuery<PasswordInForce> {}

    /** What the caller may send to the media room. Anybody. */
    record GetMediaRights(MeetingId meetingId, Caller by) implements MeetingQuery<MediaRights> {}
}
