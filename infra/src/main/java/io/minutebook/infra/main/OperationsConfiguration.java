package io.minutebook.infra.main;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.minutebook.api.live.LiveHub;
import io.minutebook.infra.record.LogTail;
import io.minutebook.infra.record.StoredHistory;
import io.minutebook.infra.webhook.WebhookPlanner;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.LogProgress;
import io.minutebook.kernel.log.LogStatus;
import io.minutebook.query.view.KeptView;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/** What operators see and steer: health, lag, and an orderly stop. */
@Configuration(proxyBeanMethods = false)
@Import(ProbesOnMainPort.class)
class OperationsConfiguration {

    /** All that follow the log. */
    record Followers(List<LogFollower> all) {}

    @Bean
    Followers followers(List<KeptView> views, WebhookPlanner planner) {
        return new Followers(
                Stream.concat(
                                views.stream()
                                        .map(view -> new LogFollower(view.name(), view::position)),
                                Stream.of(new LogFollower(WebhookPlanner.NAME, planner::position)))
                        .toList());
    }

    @Bean
    HealthIndicator recordHealthIndicator(EventHistory history, LogTail tail, Followers followers) {
        return new RecordHealth(history, tail, followers.all());
    }

    @Bean
    MeterBinder processorLag(EventHistory history, Followers followers) {
        return registry ->
                followers
                        .all()
                        .forEach(
                                follower ->
                                        Gauge.builder(
                                                        "minutebook.processor.lag",
                                                        () -> follower.lagBehind(history.head()))
                                                .description(
                                                        "Events that a processor has yet to take")
                                                .tag("processor", follower.name())
                                                .register(registry));
    }

    @Bean
    MeterBinder recentEvents(StoredHistory history) {
        return registry ->
                Gauge.builder("minutebook.cache.bytes", history, StoredHistory::recentBytes)
                        .description("What a cache holds, in bytes, estimated")
                        .tag("cache", "recent_events")
                        .register(registry);
    }

    @Bean
    LogProgress logProgress(EventHistory history, Followers followers) {
        return () -> {
            long head = history.head();
            return new LogStatus(
                    head,
                    followers.all().stream().map(follower -> follower.against(head)).toList());
        };
    }

    /**
     * Threads of its own, so that two nodes in one process stop without each other; they end as
     * soon as they are idle, since by then connections were drained.
     */
    @Bean
    ReactorResourceFactory reactorResources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    @Bean
    SmartLifecycle socketDrain(LiveHub hub, @Value("${minutebook.shutdown-grace}") Duration grace) {
        return new SocketDrain(hub, grace);
    }
}
