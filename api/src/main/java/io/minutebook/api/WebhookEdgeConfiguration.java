package io.minutebook.api;

import io.minutebook.api.webhook.DeliveryController;
import io.minutebook.api.webhook.DnsHostNames;
import io.minutebook.api.webhook.HostNames;
import io.minutebook.api.webhook.Targets;
import io.minutebook.api.webhook.WebhookClient;
import io.minutebook.api.webhook.WebhookController;
import io.minutebook.api.webhook.WebhookProperties;
import io.minutebook.api.webhook.WebhookSecrets;
import io.minutebook.kernel.store.DocumentStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.netty.resources.LoopResources;

/** The routes of webhooks put together, and what sends to them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
@Import({WebhookController.class, DeliveryController.class})
class WebhookEdgeConfiguration {

    private static final int THREADS = 2;

    /** Threads of its own: what others answer, and how slowly, is no concern of our callers. */
    @Bean(destroyMethod = "dispose")
    LoopResources webhookLoops() {
        return LoopResources.create("webhooks", THREADS, true);
    }

    @Bean
    HostNames webhookNames(@Qualifier("webhookLoops") LoopResources loops) {
        return new DnsHostNames(loops.onClient(false));
    }

    @Bean
    Targets webhookTargets(WebhookProperties properties, HostNames names) {
        return new Targets(properties, names);
    }

    @Bean
    WebhookSecrets webhookSecrets(@Qualifier("state") DocumentStore state, Dispatch dispatch) {
        return new WebhookSecrets(state, dispatch);
    }

    @Bean
    WebhookClient webhookClient(
            Targets targets,
            WebhookProperties properties,
            @Qualifier("webhookLoops") LoopResources loops) {
        return new WebhookClient(targets, properties, loops, WebhookClient.ATTEMPTS_AT_ONCE_MAX);
    }
}
