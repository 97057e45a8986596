package io.minutebook.api.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of live connections.
 *
 * @param pingInterval between protocol pings
 * @param pongTimeout how long an answer to one may take
 * @param queueBytesMax what may wait for a slow reader
 * @param frameBytesMax of what a client sends
 */
@ConfigurationProperties("minutebook.websocket")
public record WebSocketProperties(
        @DefaultValue("25s") Duration pingInterval,
        @DefaultValue("8s") Duration pongTimeout,
        @DefaultValue("512KB") DataSize queueBytesMax,
        @DefaultValue("64KB") DataSize frameBytesMax) {}
