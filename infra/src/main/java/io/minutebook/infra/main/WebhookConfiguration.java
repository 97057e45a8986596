package io.minutebook.infra.main;

import io.micrometer.core.instrument.MeterRegistry;
import io.minutebook.api.Dispatch;
import io.minutebook.api.webhook.WebhookClient;
import io.minutebook.api.webhook.WebhookProperties;
import io.minutebook.api.webhook.WebhookSecrets;
import io.minutebook.infra.record.LogTail;
import io.minutebook.infra.webhook.DeliveryBook;
import io.minutebook.infra.webhook.WebhookPlanner;
import io.minutebook.infra.webhook.WebhookSender;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.store.DocumentStore;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Word of meetings on its way to webhooks. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    DeliveryBook deliveryBook(@Qualifier("state") DocumentStore state) {
        return new DeliveryBook(state);
    }

    @Bean
    WebhookSender webhookSender(
            DeliveryBook book,
            EventHistory history,
            WebhookClient client,
            WebhookSecrets secrets,
            WebhookProperties properties,
            Dispatch dispatch,
            MeterRegistry registry,
            Leases leases,
            Clock clock) {
        WebhookSender sender =
                new WebhookSender(
                        book, history, client, secrets, properties, dispatch, registry, clock);
        sender.start(leases);
        return sender;
    }

    @Bean
    WebhookPlanner webhookPlanner(
            DeliveryBook book,
            EventHistory history,
            LogTail tail,
            WebhookSender sender,
            Clock clock) {
        return new WebhookPlanner(book, history, tail, sender::wake, clock);
    }

    /** Closed before what it works on. */
    @Bean
    Lease webhookPlanning(WebhookPlanner planner, Leases leases) {
        return planner.start(leases);
    }
}
