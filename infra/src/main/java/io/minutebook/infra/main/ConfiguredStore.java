package io.minutebook.infra.main;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/** Finds the store as {@code serve} does, without starting anything. */
final class ConfiguredStore {

    private static final String KEY = "minutebook.store.uri";

    private ConfiguredStore() {}

    /**
     * @param given said on the command line, null where configuration is to be asked
     * @param arguments {@code --spring.…=} and {@code --minutebook.…=}
     * @throws RefusedToStartException where an argument is none of these, or names no store
     */
    static StoreUri find(@Nullable String given, List<String> arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("--spring.") && !argument.startsWith("--minutebook.")) {
                throw new RefusedToStartException("unknown argument " + argument);
            }
        }
        return StoreUri.parse(given == null ? configured(arguments) : given);
    }

    private static String configured(List<String> arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(arguments.toArray(String[]::new)));
        environment
                .getPropertySources()
                .addLast(new DefaultPropertiesPropertySource(Defaults.of("serve")));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(
                    environment,
                    new DefaultResourceLoader(),
                    new DefaultBootstrapContext(),
                    "serve");
        } catch (
                IllegalStateException unreadable) { // of a location that is neither file nor folder
            throw new RefusedToStartException(String.valueOf(unreadable.getMessage()));
        }
        return environment.getRequiredProperty(KEY);
    }
}
