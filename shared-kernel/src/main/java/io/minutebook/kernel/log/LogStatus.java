package io.minutebook.kernel.log;

import java.util.List;

/**
 * Where the log ends, and how far those that follow it are.
 *
 * @param head position of the last event, -1 where there is none
 */
public record LogStatus(long head, List<Processor> processors) {

    public LogStatus {
        processors = List.copyOf(processors);
    }

    /**
     * One that follows the log.
     *
     * @param position of the last event it has taken, -1 where it has taken none
     * @param lag events it has yet to take
     */
    public record Processor(String name, long position, long lag) {

        /**
         * @param head read before {@code position}, which may thus be beyond it
         */
        public static Processor at(String name, long position, long head) {
            return new Processor(name, position, Math.max(0, head - position));
        }
    }
}
