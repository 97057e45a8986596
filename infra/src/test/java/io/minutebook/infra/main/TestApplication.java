package io.minutebook.infra.main;

import java.time.Clock;
import java.util.Map;
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
        SpringApplication application = Application.application(properties, "dev");
        application.addInitializers(
                context ->
                        ((GenericApplicationContext) context)
                                .registerBean(
                                        "testClock",
                                        Clock.class,
                                        () -> clock,
                                        definition -> definition.setPrimary(true)));
        return application.run();
    }
}
