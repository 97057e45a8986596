package io.minutebook.kernel.store;

/**
 * A stored document.
 *
 * @param json a JSON object, as UTF-8 text
 * @param version raised by each replacement, from 1
 */
public record Document(String id, String json, long version) {}
