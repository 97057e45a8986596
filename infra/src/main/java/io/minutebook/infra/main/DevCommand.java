package io.minutebook.infra.main;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs on this machine alone, with tokens for the asking and sample meetings. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = "Runs on 127.0.0.1 with a token endpoint and sample meetings.")
final class DevCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port to listen on (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            defaultValue = ".minutebook",
            description = "Folder of the embedded store (default: ${DEFAULT-VALUE}).")
    private String data = ".minutebook";

    @Option(names = "--empty", description = "Starts without sample users and meetings.")
    private boolean empty;

    @Override
    public Integer call() {
        Map<String, Object> fixed = new HashMap<>();
        fixed.put("server.address", "127.0.0.1");
        fixed.put("server.port", port);
        fixed.put("minutebook.dev.enabled", true);
        fixed.put("minutebook.dev.data", data);
        fixed.put("minutebook.dev.sample-data", !empty);
        @Nullable String store = System.getenv("MINUTEBOOK_STORE_URI");
        fixed.put(
                "minutebook.store.uri",
                store == null || store.isBlank() ? "sqlite:" + data : store);
        Application.run(fixed, "dev");
        return 0;
    }
}
