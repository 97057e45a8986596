package io.minutebook.api.live;

import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;

import io.minutebook.api.JsonReader;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A frame from a client of a known type. Whatever else clients put into it, as {@code user_id} or
 * {@code timestamp}, is theirs and is not believed.
 *
 * @param id the client's own name for it, echoed in the answer; null where it has none
 * @param whole the object that was read
 */
record ClientFrame(ClientFrameType type, @Nullable JsonNode id, JsonNode whole) {

    private static final String NOT_VALID = "The frame is not valid";
    private static final int ID_CHARS_MAX = 128;

    /**
     * @param frame the object that was read
     * @throws Rejection {@code VALIDATION_FAILED} where its type is unknown
     */
    static ClientFrame of(JsonNode frame) throws Rejection {
        ClientFrameType type =
                ClientFrameType.named(frame.path("type").asString(""))
                        .orElseThrow(() -> invalid("type", "is unknown"));
        return new ClientFrame(type, idOf(frame), frame);
    }

    /**
     * What is asked with it, empty where that is absent.
     *
     * @throws Rejection {@code VALIDATION_FAILED} where the frame's form is not right, or it could
     *     not be answered by its id
     */
    JsonNode data() throws Rejection {
        if (id == null && whole.hasNonNull("id")) {
            throw invalid("id", "must be a string of up to 128 characters or a whole number");
        }
        JsonNode data = whole.path("data");
        if (data.isMissingNode() || data.isNull()) {
            return Json.MAPPER.createObjectNode();
        }
        if (!data.isObject()) {
            throw invalid("data", "must be an object");
        }
        JsonReader.requireStorable(data);
        return data;
    }

    /**
     * The id of a frame, also of one that is otherwise no good; null where it has none that can be
     * echoed.
     */
    static @Nullable JsonNode idOf(@Nullable JsonNode frame) {
        JsonNode id = frame == null ? null : frame.get("id");
        boolean echoed =
                id != null && (id.isIntegralNumber() || id.isString() && isEchoed(id.asString()));
        return echoed ? id : null;
    }

    private static boolean isEchoed(String id) {
        return id.length() <= ID_CHARS_MAX && JsonReader.isStorable(id);
    }

    private static Rejection invalid(String field, String fault) {
        return new Rejection(VALIDATION_FAILED, NOT_VALID, Map.of(field, fault));
    }
}
