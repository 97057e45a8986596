package io.minutebook.infra.main;

import io.minutebook.infra.record.EntryCodec;
import io.minutebook.infra.record.StoredHistory;
import io.minutebook.infra.upkeep.ViewRebuild;
import io.minutebook.query.view.View;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        description = "Builds a view anew from the log of an SQLite store that no node runs on.")
final class RebuildCommand implements Callable<Integer> {

    @Parameters(paramLabel = "VIEW", description = "Name of the view, as in /api/v1/log/status.")
    private String view = "";

    @Option(names = "--store", description = "The store, in place of the configured one.")
    private @Nullable String store;

    @Unmatched private final List<String> springArguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        return Upkeep.run(command, this::rebuild);
    }

    private int rebuild() {
        View wanted = wanted();
        StoreUri uri = ConfiguredStore.find(store, springArguments);
        if (!(uri instanceof StoreUri.Sqlite)) {
            throw new RefusedToStartException(
                    "a view is rebuilt on SQLite alone: nodes may be reading those of " + uri);
        }
        try (OpenStores stores = OpenStores.existing(uri, Clock.systemUTC())) {
            StoredHistory history =
                    new StoredHistory(stores.log(), new EntryCodec(new SecureRandom()));
            long position = ViewRebuild.run(wanted, history, stores.views());
            Upkeep.say(command, "rebuilt: " + view + " up to position " + position);
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
