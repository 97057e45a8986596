package io.minutebook.infra.main;

import io.minutebook.api.dev.DevTokenController;
import io.minutebook.api.dev.DevTokens;
import io.minutebook.api.security.AuthProperties;
import io.minutebook.kernel.log.EventHistory;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is there in dev mode alone: tokens for the asking, and sample meetings. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("minutebook.dev.enabled")
@Import(DevTokenController.class)
class DevConfiguration {

    @Bean
    DevTokens devTokens(AuthProperties auth, @Value("${minutebook.dev.data}") Path data) {
        String configured = auth.hmacSecret();
        String secret = configured == null ? DevSecret.keptIn(data) : configured;
        return new DevTokens(secret, auth.issuer(), auth.audience());
    }

    @Bean
    @ConditionalOnProperty("minutebook.dev.sample-data")
    SampleDataLoader sampleData(CommandBus commands, EventHistory history, Clock clock) {
        return new SampleDataLoader(commands, history, clock);
    }

    @Bean
    Announcement announcement(@Value("${minutebook.dev.sample-data}") boolean withSamples) {
        return new Announcement(withSamples);
    }
}
