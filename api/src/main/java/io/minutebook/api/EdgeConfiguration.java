package io.minutebook.api;

import io.minutebook.api.breakout.BreakoutController;
import io.minutebook.api.breakout.RoomController;
import io.minutebook.api.chat.ChatController;
import io.minutebook.api.dev.DevTokens;
import io.minutebook.api.error.ErrorAnswers;
import io.minutebook.api.error.ServerRefusals;
import io.minutebook.api.idempotency.IdempotencyKeys;
import io.minutebook.api.idempotency.OnceArgument;
import io.minutebook.api.limit.RateLimitFilter;
import io.minutebook.api.limit.RateLimitProperties;
import io.minutebook.api.limit.RateLimiter;
import io.minutebook.api.limit.WindowCounters;
import io.minutebook.api.lobby.LobbyController;
import io.minutebook.api.media.LiveKitProperties;
import io.minutebook.api.media.LiveKitTokens;
import io.minutebook.api.media.TokenController;
import io.minutebook.api.meeting.MeetingController;
import io.minutebook.api.openapi.OpenApiConfiguration;
import io.minutebook.api.participant.Joins;
import io.minutebook.api.participant.ModerationController;
import io.minutebook.api.participant.ParticipantController;
import io.minutebook.api.policy.MeetingPasswords;
import io.minutebook.api.policy.PolicyController;
import io.minutebook.api.record.HistoryController;
import io.minutebook.api.record.LogStatusController;
import io.minutebook.api.security.AuthProperties;
import io.minutebook.api.security.Authentication;
import io.minutebook.api.security.CrossOrigin;
import io.minutebook.api.security.SigningKeys;
import io.minutebook.api.security.TokenVerifier;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.ClaimLookup;
import io.minutebook.kernel.log.LogProgress;
import io.minutebook.kernel.store.DocumentStore;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The edge put together. It asks its surroundings for a {@link Dispatch}, a {@link ClaimLookup}, a
 * {@link LogProgress}, a {@link DocumentStore} named {@code state}, {@link WindowCounters}, a
 * {@link Clock}, and what {@link LiveConfiguration} asks for.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    EdgeProperties.class,
    AuthProperties.class,
    RateLimitProperties.class,
    LiveKitProperties.class
})
@Import({
    LiveConfiguration.class,
    WebhookEdgeConfiguration.class,
    OpenApiConfiguration.class,
    MeetingController.class,
    ParticipantController.class,
    ModerationController.class,
    LobbyController.class,
    PolicyController.class,
    ChatController.class,
    BreakoutController.class,
    RoomController.class,
    TokenController.class,
    HistoryController.class,
    LogStatusController.class
})
public class EdgeConfiguration {

    private static final int HASHES_AT_ONCE = 2;
    private static final int HASHES_WAITING_MAX = 1_000;

    /** Answers are written as everything else is. */
    @Bean
    JsonMapper jsonMapper() {
        return Json.MAPPER;
    }

    @Bean
    JsonReader jsonReader(Validator validator) {
        return new JsonReader(validator);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(
            ClaimLookup claims, Dispatch dispatch, MeetingPasswords passwords, Clock clock) {
        return new IdempotencyKeys(claims, dispatch, passwords, clock);
    }

    @Bean
    WebFluxConfigurer arguments(JsonReader reader, IdempotencyKeys keys) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(
                        new CallerArgument(), new JsonBodyArgument(reader), new OnceArgument(keys));
            }
        };
    }

    @Bean
    ErrorAnswers errorAnswers(Clock clock) {
        return new ErrorAnswers(clock);
    }

    @Bean
    ReadingOn readingOn() {
        return new ReadingOn();
    }

    @Bean
    ServerRefusals serverRefusals(Clock clock) {
        return new ServerRefusals(clock);
    }

    @Bean
    CrossOrigin crossOrigin(EdgeProperties properties, ErrorAnswers answers) {
        return new CrossOrigin(properties.allowedOrigins(), answers);
    }

    @Bean
    RateLimiter rateLimiter(RateLimitProperties properties, WindowCounters counters, Clock clock) {
        return new RateLimiter(properties, counters, clock);
    }

    @Bean
    RateLimitFilter rateLimitFilter(
            RateLimiter limiter,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        return new RateLimitFilter(limiter, routes);
    }

    @Bean
    TokenVerifier tokenVerifier(
            AuthProperties properties, ObjectProvider<DevTokens> dev, Clock clock) {
        SigningKeys keys =
                SigningKeys.anyOf(
                        Stream.concat(
                                        SigningKeys.of(properties).stream(),
                                        dev.stream().map(DevTokens::keys))
                                .toList());
        return new TokenVerifier(keys, properties, clock);
    }

    @Bean
    Authentication authentication(TokenVerifier verifier, RateLimiter limiter) {
        return new Authentication(verifier, limiter, Schedulers.boundedElastic());
    }

    /** Hashing is meant to cost: a pool of its own keeps it from taking every processor. */
    @Bean(destroyMethod = "dispose")
    Scheduler passwordHashing() {
        return Schedulers.newBoundedElastic(HASHES_AT_ONCE, HASHES_WAITING_MAX, "password-hashing");
    }

    @Bean
    MeetingPasswords meetingPasswords(
            @Qualifier("state") DocumentStore state,
            @Qualifier("passwordHashing") Scheduler hashing) {
        return new MeetingPasswords(state, hashing);
    }

    @Bean
    Joins joins(Dispatch dispatch, MeetingPasswords passwords, Clock clock) {
        return new Joins(dispatch, passwords, clock);
    }

    @Bean
    LiveKitTokens liveKitTokens(LiveKitProperties properties) {
        return new LiveKitTokens(properties);
    }
}
