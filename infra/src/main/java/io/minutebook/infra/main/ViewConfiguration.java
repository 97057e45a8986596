package io.minutebook.infra.main;

import io.minutebook.infra.record.LogTail;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.query.chat.ChatView;
import io.minutebook.query.clock.DueView;
import io.minutebook.query.meeting.MeetingsView;
import io.minutebook.query.view.KeptView;
import io.minutebook.query.view.ViewRunner;
import io.minutebook.query.webhook.WebhooksView;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The views, and this node's part in keeping them. */
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {

    @Bean
    KeptView meetingsView(EventHistory history, @Qualifier("views") DocumentStore views) {
        return new KeptView(new MeetingsView(), history, views);
    }

    @Bean
    KeptView chatView(EventHistory history, @Qualifier("views") DocumentStore views) {
        return new KeptView(new ChatView(), history, views);
    }

    @Bean
    KeptView dueView(EventHistory history, @Qualifier("views") DocumentStore views) {
        return new KeptView(new DueView(), history, views);
    }

    @Bean
    KeptView webhooksView(EventHistory history, @Qualifier("views") DocumentStore views) {
        return new KeptView(new WebhooksView(), history, views);
    }

    @Bean
    RunningViews runningViews(
            List<KeptView> kept,
            EventHistory history,
            LogTail tail,
            @Qualifier("views") DocumentStore views,
            Leases leases) {
        List<ViewRunner> runners =
                kept.stream().map(view -> new ViewRunner(view, history, tail, views)).toList();
        runners.forEach(runner -> runner.start(leases));
        return new RunningViews(runners);
    }

    /** Those that this node competes for. */
    record RunningViews(List<ViewRunner> runners) implements AutoCloseable {
        @Override
        public void close() {
            runners.forEach(ViewRunner::close);
        }
    }
}
