package io.minutebook.infra.main;

import io.minutebook.api.Dispatch;
import io.minutebook.infra.presence.HeldSockets;
import io.minutebook.infra.presence.LostSessions;
import io.minutebook.infra.presence.SocketNotes;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.node.Nodes;
import io.minutebook.kernel.store.DocumentStore;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Live connections and the sessions they hold, over all nodes. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    SocketNotes socketNotes(@Qualifier("state") DocumentStore state) {
        return new SocketNotes(state);
    }

    @Bean(initMethod = "start")
    HeldSockets heldSockets(SocketNotes notes, Nodes nodes, Clock clock) {
        return new HeldSockets(notes, nodes, clock);
    }

    @Bean
    LostSessions lostSessions(
            SocketNotes notes,
            Nodes nodes,
            EventHistory history,
            Dispatch dispatch,
            @Value("${minutebook.websocket.presence-grace}") Duration grace,
            Clock clock) {
        return new LostSessions(notes, nodes, history, dispatch, grace, clock);
    }

    @Bean
    Lease lostSessionsLease(Leases leases, LostSessions sessions) {
        return leases.compete("presence", sessions);
    }
}
