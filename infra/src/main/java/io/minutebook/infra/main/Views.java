package io.minutebook.infra.main;

import io.minutebook.query.chat.ChatView;
import io.minutebook.query.clock.DueView;
import io.minutebook.query.meeting.MeetingsView;
import io.minutebook.query.view.View;
import io.minutebook.query.webhook.WebhooksView;
import java.util.List;

/** All views there are. */
final class Views {

    private Views() {}

    static List<View> all() {
        return List.of(new MeetingsView(), new ChatView(), new DueView(), new WebhooksView());
    }
}
