package io.minutebook.api.live;

import io.minutebook.kernel.log.Viewer;
import java.util.List;

/**
 * What a connection missed.
 *
 * @param viewer its person as they stood before
 * @param events those since that they see or are moved by, in order
 */
record Missed(Viewer viewer, List<LiveEvent> events) {}
