package io.minutebook.infra.main;

import io.minutebook.infra.upkeep.LogCheck;
import io.minutebook.infra.upkeep.LogCheck.Fault;
import io.minutebook.infra.upkeep.LogCheck.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Walks the log and names the first fault. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Walks the log of the configured store: 0 sound, 1 names the first fault, 2 unusable.")
final class CheckCommand implements Callable<Integer> {

    @Option(names = "--store", description = "The store, in place of the configured one.")
    private @Nullable String store;

    @Unmatched private final List<String> springArguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        return Upkeep.run(command, this::check);
    }

    private int check() {
        StoreUri uri = ConfiguredStore.find(store, springArguments);
        try (OpenBeside stores = OpenBeside.open(uri)) {
            Report report = new LogCheck(stores.log()).run();
            Upkeep.say(
                    command,
                    report.fault()
                            .map(CheckCommand::told)
                            .orElseGet(() -> told(stores.log().id(), report)));
            return report.fault().isPresent() ? Upkeep.FAULTY : Upkeep.DONE;
        }
    }

    private static String told(Fault fault) {
        return "fault: the event at position " + fault.position() + " " + fault.what();
    }

    private static String told(String log, Report report) {
        return "sound: log "
                + log
                + ", "
                + report.events()
                + " events, "
                + report.privateParts()
                + " private parts, "
                + report.erased()
                + " erased";
    }
}
