package io.minutebook.infra.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A string that at most one commit holds.
 *
 * @param expires when another commit may take it over, null for never
 */
public record Claim(String key, @Nullable Instant expires) {}
