package io.minutebook.query;

import static io.minutebook.query.meeting.MeetingAnswers.requireLeader;
import static io.minutebook.query.meeting.MeetingAnswers.requireLeaderOrAuditor;
import static io.minutebook.query.meeting.MeetingAnswers.requireMember;

import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.query.MeetingQuery;
import io.minutebook.kernel.query.PasswordInForce;
import io.minutebook.kernel.query.PolicyInForce;
import io.minutebook.kernel.query.Query;
import io.minutebook.kernel.query.QueryService;
import io.minutebook.kernel.query.WebhookQuery;
import io.minutebook.query.chat.ChatReader;
import io.minutebook.query.meeting.HistoryReader;
import io.minutebook.query.meeting.MeetingAnswers;
import io.minutebook.query.meeting.MeetingList;
import io.minutebook.query.meeting.RoomView;
import io.minutebook.query.meeting.Rooms;
import io.minutebook.query.webhook.WebhookAnswers;

/** Every question, and who answers it. */
public final class Queries implements QueryService {

    private final Rooms rooms;
    private final MeetingList list;
    private final ChatReader chat;
    private final HistoryReader history;
    private final WebhookAnswers webhooks;

    public Queries(
            Rooms rooms,
            MeetingList list,
            ChatReader chat,
            HistoryReader history,
            WebhookAnswers webhooks) {
        this.rooms = rooms;
        this.list = list;
        this.chat = chat;
        this.history = history;
        this.webhooks = webhooks;
    }

    @Override
    @SuppressWarnings("unchecked") // each query is answered with the type it declares
    public <R> R answer(Query<R> query) throws Rejection {
        return (R)
                switch (query) {
                    case MeetingQuery<R> ofMeeting -> find(ofMeeting);
                    case WebhookQuery<R> ofWebhook -> webhooks.answer(ofWebhook);
                };
    }

    private Object find(MeetingQuery<?> query) throws Rejection {
        return switch (query) {
            case MeetingQuery.GetMeeting q ->
                    requireMember(rooms.now(q.meetingId()), q.by()).details();
            case MeetingQuery.FindMeetings q -> list.find(q);
            case MeetingQuery.GetStatus q ->
                    MeetingAnswers.status(requireMember(rooms.now(q.meetingId()), q.by()));
            case MeetingQuery.GetParticipants q ->
                    MeetingAnswers.participants(requireMember(rooms.now(q.meetingId()), q.by()), q);
            case MeetingQuery.GetPolicy q ->
                    policy(requireLeader(rooms.now(q.meetingId()), q.by()));
            case MeetingQuery.GetWaitingRoom q ->
                    MeetingAnswers.waiting(requireLeader(rooms.now(q.meetingId()), q.by()));
            case MeetingQuery.GetBreakoutRooms q ->
                    MeetingAnswers.rooms(requireMember(rooms.now(q.meetingId()), q.by()));
            case MeetingQuery.GetChat q -> {
                requireMember(rooms.now(q.meetingId()), q.by());
                yield chat.lines(q);
            }
            case MeetingQuery.GetMessage q -> {
                requireMember(rooms.now(q.meetingId()), q.by());
                yield chat.line(q);
            }
            case MeetingQuery.GetHistory q -> {
                requireLeaderOrAuditor(rooms.now(q.meetingId()), q.by());
                yield history.read(q);
            }
            case MeetingQuery.GetSnapshot q ->
                    MeetingAnswers.snapshot(rooms.now(q.meetingId()), q.by());
            case MeetingQuery.GetMediaRights q ->
                    MeetingAnswers.mediaRights(rooms.now(q.meetingId()), q.by());
            case MeetingQuery.GetPasswordId q ->
                    new PasswordInForce(rooms.now(q.meetingId()).passwordId());
        };
    }

    private static PolicyInForce policy(RoomView meeting) {
        return new PolicyInForce(meeting.policy(), meeting.passwordId() != null);
    }
}
