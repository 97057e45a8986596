package io.minutebook.infra.main;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** Opens the product's own start to tests in other packages. */
public final class TestApplication {

    private TestApplication() {}

    public static ConfigurableApplicationContext run(Map<String, Object> properties) {
        return Application.run(properties, "dev");
    }
}
