package io.minutebook.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.minutebook.api.limit.RateLimiter;
import io.minutebook.api.live.ClientFrames;
import io.minutebook.api.live.LiveHandshake;
import io.minutebook.api.live.LiveHub;
import io.minutebook.api.live.LiveMetrics;
import io.minutebook.api.live.QueryTokens;
import io.minutebook.api.live.StrictUpgrades;
import io.minutebook.api.live.WebSocketProperties;
import io.minutebook.api.participant.Joins;
import io.minutebook.api.security.Authentication;
import io.minutebook.kernel.live.HeldSessions;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.EventTail;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import reactor.core.scheduler.Schedulers;

/**
 * The live edge put together; asks for an {@link EventHistory}, an {@link EventTail} and {@link
 * HeldSessions}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSocketProperties.class)
class LiveConfiguration {

    /** Before the routes of controllers, which end in one that finds nothing. */
    private static final int HANDSHAKE_ORDER = -1;

    @Bean
    LiveMetrics liveMetrics(MeterRegistry registry) {
        return new LiveMetrics(registry);
    }

    @Bean(initMethod = "start")
    LiveHub liveHub(EventHistory history, EventTail tail) {
        return new LiveHub(history, tail, Schedulers.parallel());
    }

    @Bean
    ClientFrames clientFrames(
            Dispatch dispatch,
            Joins joins,
            JsonReader reader,
            RateLimiter limiter,
            Authentication authentication,
            HeldSessions sessions,
            Clock clock) {
        return new ClientFrames(dispatch, joins, reader, limiter, authentication, sessions, clock);
    }

    @Bean
    QueryTokens queryTokens() {
        return new QueryTokens();
    }

    @Bean
    LiveHandshake liveHandshake(
            LiveHub hub,
            Dispatch dispatch,
            ClientFrames frames,
            RequestUpgradeStrategy webSocketUpgrades,
            Authentication authentication,
            RateLimiter limiter,
            LiveMetrics metrics,
            WebSocketProperties properties,
            EventHistory history,
            Clock clock) {
        return new LiveHandshake(
                hub,
                dispatch,
                frames,
                webSocketUpgrades,
                authentication,
                limiter,
                metrics,
                properties,
                history,
                Schedulers.parallel(),
                clock);
    }

    @Bean
    RequestUpgradeStrategy webSocketUpgrades(WebSocketProperties properties) {
        return new StrictUpgrades(properties);
    }

    @Bean
    HandlerMapping liveRoutes(LiveHandshake handshake) {
        return new SimpleUrlHandlerMapping(Map.of(LiveHandshake.PATH, handshake), HANDSHAKE_ORDER);
    }
}
