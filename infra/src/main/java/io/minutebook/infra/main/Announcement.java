package io.minutebook.infra.main;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Tells a newcomer, once requests are answered, where to start. */
final class Announcement implements ApplicationListener<ApplicationReadyEvent> {

    private final boolean withSamples;

    Announcement(boolean withSamples) {
        this.withSamples = withSamples;
    }

    @Override
    @SuppressWarnings("SystemOut") // for the person at the terminal, not for the log
    public void onApplicationEvent(ApplicationReadyEvent event) {
        String port =
                event.getApplicationContext()
                        .getEnvironment()
                        .getRequiredProperty("local.server.port");
        String url = "http://127.0.0.1:" + port;
        System.out.println("Minutebook is ready: " + url);
        System.out.println(calls(url));
        System.out.flush();
    }

    private String calls(String url) {
        String token =
                """

                  JSON='Content-Type: application/json'
                  TOKEN=$(curl -s URL/dev/token -H "$JSON" -d '{"user_id":"alice","user_name":"Alice Ahlers"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
                """;
        String rest =
                withSamples
                        ? """
                          curl -s -H "Authorization: Bearer $TOKEN" URL/api/v1/meetings
                          curl -s -H "Authorization: Bearer $TOKEN" URL/api/v1/meetings/RUNNING/chat
                        """
                                .replace("RUNNING", SampleData.RUNNING.value())
                        : """
                          curl -s -H "Authorization: Bearer $TOKEN" URL/api/v1/meetings -H "$JSON" -d '{"title":"First meeting"}'
                          curl -s -H "Authorization: Bearer $TOKEN" URL/api/v1/meetings
                        """;
        return (token + rest).replace("URL", url);
    }
}
