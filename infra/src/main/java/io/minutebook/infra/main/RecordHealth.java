package io.minutebook.infra.main;

import io.minutebook.infra.record.LogTail;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.LogUnavailableException;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the record can be read, and how far behind it each processor is. One that stopped is told
 * of but does not take the node out: answers do not depend on it.
 */
final class RecordHealth implements HealthIndicator {

    private final EventHistory history;
    private final LogTail tail;
    private final List<LogFollower> followers;

    RecordHealth(EventHistory history, LogTail tail, List<LogFollower> followers) {
        this.history = history;
        this.tail = tail;
        this.followers = followers;
    }

    @Override
    public Health health() {
        try {
            long head = history.head();
            history.all(head - 1, 1);
            Health.Builder health = Health.up().withDetail("head", head);
            followers.forEach(
                    follower ->
                            health.withDetail("lag." + follower.name(), follower.lagBehind(head)));
            tail.failures()
                    .forEach(
                            (name, fault) ->
                                    health.withDetail("stopped." + name, fault.toString()));
            return health.build();
        } catch (LogUnavailableException outage) {
            return Health.down().withDetail("record", "cannot be read").build();
        }
    }
}
