package io.minutebook.infra.main;

import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoreInUseException;
import io.minutebook.infra.upkeep.ForeignTargetException;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.query.view.ViewAheadException;
import io.minutebook.query.view.ViewRebuild.SupersededException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Model.CommandSpec;

/** How commands that look after a store end. */
final class Upkeep {

    static final Set<String> COMMANDS = Set.of("check", "copy", "rebuild");

    static final int DONE = 0;
    static final int FAULTY = 1;
    static final int UNUSABLE = 2;

    private Upkeep() {}

    /** Nothing is logged: they say in one line how they ended. */
    static void quieten() {
        LoggingSystem.get(Upkeep.class.getClassLoader()).beforeInitialize();
    }

    /** Does {@code work}; where the store cannot be used it says so in one line. */
    static int run(CommandSpec command, Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (RefusedToStartException
                | StoreInUseException
                | StoreFailedException
                | LogUnavailableException
                | ForeignTargetException
                | ViewAheadException
                | SupersededException
                | ConfigDataException unusable) {
            String line = String.valueOf(unusable.getMessage()).lines().findFirst().orElse("");
            command.commandLine().getErr().println("minutebook: " + line);
            return UNUSABLE;
        }
    }

    static void say(CommandSpec command, String line) {
        command.commandLine().getOut().println(line);
    }
}
