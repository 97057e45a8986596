package io.minutebook.infra.main;

import io.minutebook.kernel.log.LogStatus;
import java.util.function.LongSupplier;

/**
 * One that follows the log.
 *
 * @param position tells the position of the last event it has taken; may block on storage
 */
record LogFollower(String name, LongSupplier position) {

    /** How many events it has yet to take. */
    long lagBehind(long head) {
        return against(head).lag();
    }

    /**
     * @param head read before
     */
    LogStatus.Processor against(long head) {
        return LogStatus.Processor.at(name, position.getAsLong(), head);
    }
}
