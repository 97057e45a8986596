/** The record: what is stored of an event, and how it is read back and followed. */
@NullMarked
package io.minutebook.infra.record;

import org.jspecify.annotations.NullMarked;
