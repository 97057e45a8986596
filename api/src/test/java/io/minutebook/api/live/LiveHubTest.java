package io.minutebook.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** How a node lets its connections go. */
class LiveHubTest {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration MEAN = Duration.ofMillis(500);

    @RepeatedTest(20)
    void pausesDifferAndKeepWithinTheirTime() {
        List<Duration> pauses = LiveHub.pauses(WITHIN, new Random());
        assertThat(pauses)
                .hasSize(20)
                .allMatch(pause -> pause.compareTo(MEAN.dividedBy(2)) >= 0)
                .allMatch(pause -> pause.compareTo(MEAN.multipliedBy(3).dividedBy(2)) <= 0);
        assertThat(new HashSet<>(pauses)).hasSizeGreaterThan(10);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(WITHIN);
    }
}
