package io.minutebook.infra.main;

import io.minutebook.api.EdgeConfiguration;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The parts put together. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    EdgeConfiguration.class,
    StoreConfiguration.class,
    MeetingConfiguration.class,
    NodeConfiguration.class,
    PresenceConfiguration.class,
    ViewConfiguration.class,
    WebhookConfiguration.class,
    DevConfiguration.class,
    OperationsConfiguration.class
})
class Application {

    private static final String[] VERIFYING_KEYS = {
        "minutebook.auth.jwks-uri", "minutebook.auth.public-key", "minutebook.auth.hmac-secret"
    };

    /**
     * Starts, and returns once requests are answered.
     *
     * @param fixed properties that nothing overrides
     * @param profile {@code dev} or {@code serve}
     * @throws RefusedToStartException where the configuration says too little
     */
    static ConfigurableApplicationContext run(
            Map<String, Object> fixed, String profile, String... arguments) {
        return application(fixed, profile).run(arguments);
    }

    /** The application before it starts. */
    static SpringApplication application(Map<String, Object> fixed, String profile) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.setAdditionalProfiles(profile);
        application.setDefaultProperties(Defaults.of(profile));
        application.addInitializers(
                context -> {
                    ConfigurableEnvironment environment = context.getEnvironment();
                    environment
                            .getPropertySources()
                            .addFirst(new MapPropertySource("commandLine", fixed));
                    requireVerifyingKey(environment);
                });
        return application;
    }

    private static void requireVerifyingKey(ConfigurableEnvironment environment) {
        boolean dev = environment.getProperty("minutebook.dev.enabled", Boolean.class, false);
        boolean configured =
                Stream.of(VERIFYING_KEYS)
                        .map(environment::getProperty)
                        .anyMatch(value -> value != null && !value.isBlank());
        if (!dev && !configured) {
            throw new RefusedToStartException(
                    "nothing to verify tokens with: set minutebook.auth.jwks-uri, .public-key or"
                            + " .hmac-secret (environment: MINUTEBOOK_AUTH_JWKS_URI, …)");
        }
    }
}
