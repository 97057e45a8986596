package io.minutebook.infra.eventlog;

/**
 * What is kept beside an entry and can be erased without touching it.
 *
 * @param subject the one person it is about
 * @param salt 16 random bytes
 * @param text a JSON object, as stored
 */
public record PrivatePart(String subject, byte[] salt, byte[] text) {}
