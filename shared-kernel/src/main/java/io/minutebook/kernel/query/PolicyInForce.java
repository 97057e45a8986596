package io.minutebook.kernel.query;

import io.minutebook.kernel.Policy;

/**
 * @param passwordSet whether a password was ever set
 */
public record PolicyInForce(Policy policy, boolean passwordSet) {}
