package io.minutebook.infra.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * What holds where nobody configured anything else: {@code application.yml} and its profile. They
 * hold too where {@code --spring.config.location} names a file, which has Spring read that alone.
 */
final class Defaults {

    private Defaults() {}

    /**
     * @param profile {@code dev} or {@code serve}
     */
    static Map<String, Object> of(String profile) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (String file : List.of("application.yml", "application-" + profile + ".yml")) {
            read(file).forEach(source -> addAll(defaults, source));
        }
        return defaults;
    }

    private static List<PropertySource<?>> read(String file) {
        try {
            return new YamlPropertySourceLoader().load(file, new ClassPathResource(file));
        } catch (IOException missing) {
            throw new UncheckedIOException("the product lacks its " + file, missing);
        }
    }

    private static void addAll(Map<String, Object> defaults, PropertySource<?> source) {
        for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
            Object value = source.getProperty(key);
            if (value != null) {
                defaults.put(key, value);
            }
        }
    }
}
