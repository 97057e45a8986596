package io.minutebook.query;

import static io.minutebook.kernel.ErrorCode.INSUFFICIENT_PERMISSION;
import static io.minutebook.kernel.ErrorCode.MEETING_NOT_FOUND;
import static io.minutebook.query.given.Cast.ALICE;
import static io.minutebook.query.given.Cast.BOB;
import static io.minutebook.query.given.Cast.DAVE;
import static io.minutebook.query.given.Cast.EVE;
import static io.minutebook.query.given.Cast.INGRID;
import static io.minutebook.query.given.Cast.auditor;
import static io.minutebook.query.given.Cast.caller;
import static io.minutebook.query.given.Refusals.refusalOf;
import static io.minutebook.query.given.Story.inProgress;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.query.MeetingQuery;
import io.minutebook.kernel.query.PasswordInForce;
import io.minutebook.kernel.query.PolicyInForce;
import io.minutebook.query.chat.ChatReader;
import io.minutebook.query.chat.ChatView;
import io.minutebook.query.given.MemoryDeliveries;
import io.minutebook.query.given.MemoryDocuments;
import io.minutebook.query.given.MemoryLog;
import io.minutebook.query.given.Policies;
import io.minutebook.query.given.Story;
import io.minutebook.query.meeting.HistoryReader;
import io.minutebook.query.meeting.MeetingList;
import io.minutebook.query.meeting.MeetingsView;
import io.minutebook.query.meeting.Rooms;
import io.minutebook.query.view.RunningView;
import io.minutebook.query.webhook.DeliveryReader;
import io.minutebook.query.webhook.WebhookAnswers;
import io.minutebook.query.webhook.WebhookList;
import io.minutebook.query.webhook.Webhooks;
import io.minutebook.query.webhook.WebhooksView;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QueriesTest {

    private static final UserId COLIN = new UserId("colin");

    private final MemoryLog log = new MemoryLog();
    private final MemoryDocuments views = new MemoryDocuments();
    private final RunningView meetings = RunningView.of(new MeetingsView(), log, views);
    private final RunningView lines = RunningView.of(new ChatView(), log, views);
    private final RunningView registered = RunningView.of(new WebhooksView(), log, views);
    private final Webhooks webhooks =
            new Webhooks(log, registered.kept(), new Rooms(log, meetings.kept()));
    private final Queries queries =
            new Queries(
                    new Rooms(log, meetings.kept()),
                    new MeetingList(log, meetings.kept()),
                    new ChatReader(log, lines.kept()),
                    new HistoryReader(log),
                    new WebhookAnswers(
                            webhooks,
                            new WebhookList(log, registered.kept(), webhooks),
                            new DeliveryReader(webhooks, new MemoryDeliveries())));
    private final Story story =
            inProgress(log)
                    .joined(ALICE, BOB, COLIN)
                    .role(COLIN, Role.CO_HOST)
                    .says(BOB, "Hello")
                    .waiting(DAVE);

    @BeforeEach
    void follow() {
        log.deliver();
    }

    /** The questions about one meeting. */
    enum Question {
        MEETING(MeetingQuery.GetMeeting::new),
        STATUS(MeetingQuery.GetStatus::new),
        PARTICIPANTS((id, by) -> new MeetingQuery.GetParticipants(id, by, 1_000, null)),
        CHAT((id, by) -> new MeetingQuery.GetChat(id, by, 50, 0, null, null)),
        MESSAGE((id, by, message) -> new MeetingQuery.GetMessage(id, by, message)),
        ROOMS(MeetingQuery.GetBreakoutRooms::new),
        POLICY(MeetingQuery.GetPolicy::new),
        WAITING_ROOM(MeetingQuery.GetWaitingRoom::new),
        HISTORY((id, by) -> new MeetingQuery.GetHistory(id, by, -1, 1_000, Set.of())),
        SNAPSHOT(MeetingQuery.GetSnapshot::new),
        PASSWORD(MeetingQuery.GetPasswordId::new),
        MEDIA(MeetingQuery.GetMediaRights::new);

        private final Made made;

        interface Made {
            MeetingQuery<?> about(MeetingId meeting, Caller by, MessageId message);
        }

        Question(Made made) {
            this.made = made;
        }

        Question(BiFunction<MeetingId, Caller, MeetingQuery<?>> made) {
            this.made = (meeting, by, message) -> made.apply(meeting, by);
        }

        MeetingQuery<?> about(Story story, Caller by) {
            return made.about(story.id(), by, story.lastMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        //               host  co-host attendee invited auditor waiting stranger
        "MEETING,        true, true,   true,    true,   true,   false,  false",
        "STATUS,         true, true,   true,    true,   true,   false,  false",
        "PARTICIPANTS,   true, true,   true,    true,   true,   false,  false",
        "CHAT,           true, true,   true,    true,   true,   false,  false",
        "MESSAGE,        true, true,   true,    true,   true,   false,  false",
        "ROOMS,          true, true,   true,    true,   true,   false,  false",
        "POLICY,         true, true,   false,   false,  false,  false,  false",
        "WAITING_ROOM,   true, true,   false,   false,  false,  false,  false",
        "HISTORY,        true, true,   false,   false,  true,   false,  false",
        "SNAPSHOT,       true, true,   true,    true,   true,   true,   true",
        "PASSWORD,       true, true,   true,    true,   true,   true,   true",
        "MEDIA,          true, true,   true,    true,   true,   true,   true",
    })
    void areAnsweredTo(
            Question question,
            boolean host,
            boolean coHost,
            boolean attendee,
            boolean invited,
            boolean audits,
            boolean waiting,
            boolean stranger)
            throws Rejection {
        check(question, caller(ALICE), host);
        check(question, caller(COLIN), coHost);
        check(question, caller(BOB), attendee);
        check(question, caller(INGRID), invited);
        check(question, auditor(), audits);
        check(question, caller(DAVE), waiting);
        check(question, caller(EVE), stranger);
    }

    private void check(Question question, Caller by, boolean answered) throws Rejection {
        MeetingQuery<?> query = question.about(story, by);
        if (answered) {
            assertThat((Object) queries.answer(query)).as("%s for %s", question, by).isNotNull();
        } else {
            assertThat(refusalOf(() -> queries.answer(query)))
                    .as("%s for %s", question, by)
                    .isEqualTo(INSUFFICIENT_PERMISSION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedWhereThereIsNoSuchMeeting(Question question) {
        MeetingQuery<?> query = question.made.about(MeetingId.next(), auditor(), MessageId.next());

        assertThat(refusalOf(() -> queries.answer(query))).isEqualTo(MEETING_NOT_FOUND);
    }

    /** A new question must come into the table above. */
    @Test
    void areAllInTheTable() {
        Map<Question, Class<?>> asked = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            asked.put(question, question.about(story, caller(ALICE)).getClass());
        }
        Set<Class<?>> others =
                Arrays.stream(MeetingQuery.class.getPermittedSubclasses())
                        .filter(query -> !asked.containsValue(query))
                        .collect(Collectors.toSet());

        assertThat(others).containsExactly(MeetingQuery.FindMeetings.class);
    }

    @Test
    void listMeetingsToWhoeverAsks() throws Rejection {
        MeetingQuery.FindMeetings mine =
                new MeetingQuery.FindMeetings(caller(BOB), null, null, null, 50, null);

        assertThat(queries.answer(mine).items()).hasSize(1);
    }

    @Test
    void tellThePolicyInForceButNotThePassword() throws Rejection {
        MeetingQuery.GetPolicy query = new MeetingQuery.GetPolicy(story.id(), caller(ALICE));

        assertThat(queries.answer(query)).isEqualTo(new PolicyInForce(Policy.DEFAULT, false));
        story.under(Policies.WITHOUT_CAMERAS, "password-1");
        assertThat(queries.answer(query))
                .isEqualTo(new PolicyInForce(Policies.WITHOUT_CAMERAS, true));
    }

    @Test
    void tellWhichPasswordIsInForce() throws Rejection {
        story.under(Policies.WITHOUT_CAMERAS, "password-1");

        assertThat(queries.answer(new MeetingQuery.GetPasswordId(story.id(), caller(EVE))))
                .isEqualTo(new PasswordInForce("password-1"));
    }

    @Test
    void areAnsweredAfterTheEnd() throws Rejection {
        story.ended();

        check(Question.CHAT, caller(BOB), true);
        check(Question.STATUS, caller(INGRID), true);
        check(Question.HISTORY, caller(ALICE), true);
        check(Question.CHAT, caller(DAVE), false);
    }
}
