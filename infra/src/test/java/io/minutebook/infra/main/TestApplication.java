package io.minutebook.infra.main;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Opens the product's own start to tests in other packages. */
public final class TestApplication {

    private TestApplication() {}

    public static ConfigurableApplicationContext run(Map<String, Object> properties) {
        return Application.run(properties, "dev");
    }

    /** Starts with a clock of the test's own. */
    public static ConfigurableApplicationContext run(Map<String, Object> properties, Clock clock) {
        return run(
                properties,
                context ->
                        context.registerBean(
                                "testClock",
                                Clock.class,
                                () -> clock,
                                definition -> definition.setPrimary(true)));
    }

    /** Starts with parts of the test's own beside the product's. */
    public static ConfigurableApplicationContext run(
            Map<String, Object> properties, Consumer<GenericApplicationContext> parts) {
        SpringApplication application = Application.application(properties, "dev");
        application.addInitializers(context -> parts.accept((GenericApplicationContext) context));
        return application.run();
    }
}
