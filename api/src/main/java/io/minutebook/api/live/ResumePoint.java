package io.minutebook.api.live;

import io.minutebook.api.Paths;
import io.minutebook.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Where a client says its stream broke off.
 *
 * @param seq the last sequence it saw
 * @param epoch the log that it counts in; null where it does not say, which no log is called
 */
record ResumePoint(long seq, @Nullable String epoch) {

    /**
     * The point in {@code ?resume_from=SEQ&epoch=E}, empty where none is asked for.
     *
     * @throws Rejection {@code VALIDATION_FAILED}
     */
    static Optional<ResumePoint> of(MultiValueMap<String, String> query) throws Rejection {
        String seq = query.getFirst("resume_from");
        return seq == null
                ? Optional.empty()
                : Optional.of(
                        new ResumePoint(
                                Paths.number("resume_from", seq, 0L, Long.MAX_VALUE, 0L),
                                query.getFirst("epoch")));
    }

    boolean isWithin(String log, long head) {
        return log.equals(epoch) && seq <= head;
    }
}
