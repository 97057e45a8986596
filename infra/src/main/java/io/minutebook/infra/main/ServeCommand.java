package io.minutebook.infra.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs in production, configured by the environment, by {@code --key=value} or by a file. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Runs in production; configured by environment or --spring.config.location=FILE.")
final class ServeCommand implements Callable<Integer> {

    @Unmatched private final List<String> springArguments = new ArrayList<>();

    @Override
    public Integer call() {
        Application.run(Map.of(), "serve", springArguments.toArray(String[]::new));
        return 0;
    }
}
