package io.minutebook.infra.main;

import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.StoredHistory;
import io.minutebook.query.view.View;
import io.minutebook.query.view.ViewRebuild;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Builds a view anew from the log. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description =
                "Builds a view anew from the log, beside the one that is read, and switches once it has"
                        + " caught up.")
final class RebuildCommand implements Callable<Integer> {

    @Parameters(paramLabel = "VIEW", description = "Name of the view, as in /api/v1/log/status.")
    private String view = "";

    @Option(names = "--store", description = "The store, in place of the configured one.")
    private @Nullable String store;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            description =
                    "How long the documents of before are kept for nodes that read them still (12).")
    private int lingerSeconds = 12;

    @Unmatched private final List<String> springArguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        return Upkeep.run(command, this::rebuild);
    }

    private int rebuild() throws InterruptedException {
        View wanted = wanted();
        StoreUri uri = ConfiguredStore.find(store, springArguments);
        try (OpenBeside stores = OpenBeside.open(uri)) {
            StoredHistory history =
                    new StoredHistory(stores.log(), new EntryCodec(new SecureRandom()));
            ViewRebuild rebuild = new ViewRebuild(wanted, history, stores.views());
            long position = rebuild.run();
            Upkeep.say(command, "rebuilt: " + view + " up to position " + position);
            if (stores.isInUse()) {
                TimeUnit.SECONDS.sleep(lingerSeconds);
            }
            rebuild.clear();
            return Upkeep.DONE;
        }
    }

    private View wanted() {
        return Views.all().stream()
                .filter(one -> one.name().equals(view))
                .findFirst()
                .orElseThrow(
                        () ->
                                new RefusedToStartException(
                                        "there is no view "
                                                + view
                                                + "; there are "
                                                + Views.all().stream()
                                                        .map(View::name)
                                                        .collect(Collectors.joining(", "))));
    }
}
