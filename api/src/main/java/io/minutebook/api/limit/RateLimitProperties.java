package io.minutebook.api.limit;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Limits as {@code 100/1h}, units s m h d, or {@code off}. */
@ConfigurationProperties("minutebook.rate-limit")
public record RateLimitProperties(
        @DefaultValue("100/1h") String management,
        @DefaultValue("1000/1h") String participant,
        @DefaultValue("60/1m") String chat,
        @DefaultValue("120/1m") String status,
        @DefaultValue("1000/1m") String websocket,
        @DefaultValue("600/1m") String read,
        @DefaultValue("300/1m") String auth) {

    Optional<Limit> of(RateCategory category) {
        return Limit.parse(
                switch (category) {
                    case MANAGEMENT -> management;
                    case PARTICIPANT -> participant;
                    case CHAT -> chat;
                    case STATUS -> status;
                    case WEBSOCKET -> websocket;
                    case READ -> read;
                    case AUTH -> auth;
                });
    }
}
