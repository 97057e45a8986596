package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a webhook can be told of. */
public enum WebhookTopic {
    MEETING_CREATED("meeting.created"),
    MEETING_UPDATED("meeting.updated"),
    MEETING_CANCELLED("meeting.cancelled"),
    MEETING_STARTED("meeting.started"),
    MEETING_ENDED("meeting.ended"),
    PARTICIPANT_JOINED("participant.joined"),
    PARTICIPANT_LEFT("participant.left"),
    PARTICIPANT_WAITING("participant.waiting"),
    PARTICIPANT_ADMITTED("participant.admitted"),
    PARTICIPANT_DENIED("participant.denied"),
    PARTICIPANT_REMOVED("participant.removed"),
    ROLE_CHANGED("participant.role_changed"),
    /** Never a private message. */
    MESSAGE_SENT("chat.message_sent"),
    POLICY_CHANGED("policy.changed"),
    BREAKOUT_OPENED("breakout.opened"),
    BREAKOUT_ASSIGNED("breakout.assigned"),
    BREAKOUT_CLOSED("breakout.closed"),
    RECORDING_STARTED("recording.started"),
    RECORDING_STOPPED("recording.stopped"),
    RECORDING_FAILED("recording.failed");

    private static final Map<String, WebhookTopic> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    WebhookTopic::wireName, Function.identity()));

    private final String wireName;

    WebhookTopic(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in {@code event} of a body, and in {@code events} of a registration. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The topic of that name, empty where there is none. */
    public static Optional<WebhookTopic> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /**
     * @throws IllegalArgumentException where there is none of that name
     */
    @JsonCreator
    static WebhookTopic of(String wireName) {
        return named(wireName).orElseThrow(() -> new IllegalArgumentException("no such event"));
    }
}
