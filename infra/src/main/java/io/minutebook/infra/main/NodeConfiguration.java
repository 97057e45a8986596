package io.minutebook.infra.main;

import com.github.f4b6a3.ulid.UlidCreator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.node.StoredLeases;
import io.minutebook.kernel.store.DocumentStore;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This node among those on the store. */
@Configuration(proxyBeanMethods = false)
class NodeConfiguration {

    @Bean(initMethod = "start")
    StoredLeases leases(
            OpenStores stores,
            CommitLog log,
            @Qualifier("state") DocumentStore state,
            Clock clock) {
        return new StoredLeases(
                state,
                UlidCreator.getUlid().toString(),
                clock,
                System::nanoTime,
                !log.isShared(),
                stores.nodeGone());
    }

    @Bean
    MeterBinder nodeMetrics(StoredLeases leases) {
        return registry -> {
            Gauge.builder("minutebook.nodes", () -> leases.alive().size())
                    .description("Nodes on the store that are heard of")
                    .register(registry);
            Gauge.builder("minutebook.leases.held", leases::held)
                    .description("Pieces of shared work that this node does")
                    .register(registry);
        };
    }
}
