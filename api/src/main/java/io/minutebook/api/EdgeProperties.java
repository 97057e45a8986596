package io.minutebook.api;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the edge as a whole goes by.
 *
 * @param allowedOrigins whose pages may call and open sockets beside those of the same origin;
 *     {@code *} for all
 */
@ConfigurationProperties("minutebook")
public record EdgeProperties(@DefaultValue List<String> allowedOrigins) {}
