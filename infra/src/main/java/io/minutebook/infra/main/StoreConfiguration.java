package io.minutebook.infra.main;

import io.micrometer.core.instrument.MeterRegistry;
import io.minutebook.api.limit.WindowCounters;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.MeasuredCommitLog;
import io.minutebook.kernel.store.DocumentStore;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log and the documents. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** Times are kept in milliseconds, so none finer is ever read. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    OpenStores stores(@Value("${minutebook.store.uri}") String uri, Clock clock) {
        return OpenStores.open(StoreUri.parse(uri), clock);
    }

    @Bean(destroyMethod = "") // the stores close what they opened
    CommitLog commitLog(OpenStores stores, MeterRegistry registry) {
        return new MeasuredCommitLog(stores.log(), registry);
    }

    @Bean(destroyMethod = "")
    DocumentStore state(OpenStores stores) {
        return stores.state();
    }

    @Bean(destroyMethod = "")
    DocumentStore views(OpenStores stores) {
        return stores.views();
    }

    @Bean
    WindowCounters windowCounters(OpenStores stores) {
        return stores.counters();
    }
}
