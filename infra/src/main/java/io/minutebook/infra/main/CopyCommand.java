package io.minutebook.infra.main;

import io.minutebook.infra.upkeep.StoreArchives;
import io.minutebook.infra.upkeep.StoreCopy;
import io.minutebook.infra.upkeep.StoreCopy.Copied;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves a store into another, of whatever kind. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description =
                "Copies a store into another, byte for byte; run again, it goes on where it stopped.")
final class CopyCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, description = "sqlite:DIR or mongodb://…")
    private String from = "";

    @Option(names = "--to", required = true, description = "sqlite:DIR or mongodb://…")
    private String to = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        return Upkeep.run(command, this::copy);
    }

    private int copy() {
        StoreUri source = StoreUri.parse(from);
        StoreUri target = StoreUri.parse(to);
        ExistingStore.require(source);
        try (StoreArchives read = OpenArchives.of(source);
                StoreArchives written = OpenArchives.of(target)) {
            Copied copied = new StoreCopy(read, written).run();
            Upkeep.say(
                    command,
                    "copied: log "
                            + copied.logId()
                            + " up to position "
                            + copied.head()
                            + ", of it now "
                            + copied.events()
                            + " events; "
                            + copied.documents()
                            + " documents");
            return Upkeep.DONE;
        }
    }
}
