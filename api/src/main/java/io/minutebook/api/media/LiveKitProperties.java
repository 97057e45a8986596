package io.minutebook.api.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The LiveKit server that media runs on; blank values count as none.
 *
 * @param url what clients connect to, handed on unchanged
 * @param tokenTtl how long a token admits
 */
@ConfigurationProperties("minutebook.livekit")
public record LiveKitProperties(
        @Nullable String url,
        @Nullable String apiKey,
        @Nullable String apiSecret,
        @DefaultValue("10m") Duration tokenTtl) {

    boolean isComplete() {
        return isGiven(url) && isGiven(apiKey) && isGiven(apiSecret);
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
