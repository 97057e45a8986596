package io.minutebook.kernel.query;

import org.jspecify.annotations.Nullable;

/**
 * @param passwordId names the password in force, null where none was ever set
 */
public record PasswordInForce(@Nullable String passwordId) {}
