package io.minutebook.infra.presence;

import io.minutebook.kernel.node.Nodes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Nodes that stand as a test says. */
final class StandingNodes implements Nodes {

    final Set<String> alive = new HashSet<>();
    final Map<String, Instant> gone = new HashMap<>();
    private final String self;

    StandingNodes(String self) {
        this.self = self;
        alive.add(self);
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public Set<String> alive() {
        return alive;
    }

    @Override
    public Map<String, Instant> gone() {
        return gone;
    }
}
