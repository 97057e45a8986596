package io.minutebook.query.view;

import static io.minutebook.kernel.ErrorCode.VALIDATION_FAILED;

import io.minutebook.kernel.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, opaque to clients: the sort key of its last item and that item's id, so that
 * paging neither skips nor repeats items while others come and go.
 */
public record Cursor(long key, String id) {

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws Rejection {@code VALIDATION_FAILED} where {@code text} is no cursor
     */
    public static @Nullable Cursor parse(@Nullable String text) throws Rejection {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return new Cursor(
                    Long.parseLong(plain.substring(0, Math.max(colon, 0))),
                    plain.substring(colon + 1));
        } catch (IllegalArgumentException garbage) {
            throw new Rejection(
                    VALIDATION_FAILED,
                    "The cursor is not one of ours",
                    Map.of("cursor", "is not a cursor"));
        }
    }
}
