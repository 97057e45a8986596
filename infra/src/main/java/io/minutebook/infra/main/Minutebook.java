package io.minutebook.infra.main;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "minutebook",
        description = "A meeting backend whose record can be replayed and proved.",
        subcommands = {
            DevCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            CopyCommand.class,
            RebuildCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Minutebook {

    /** What a command that cannot start exits with. */
    static final int CANNOT_START = 1;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says what there is.")
    @SuppressWarnings("unused") // picocli sets it and answers for it
    private boolean helpWanted;

    private Minutebook() {}

    static CommandLine commandLine() {
        return new CommandLine(new Minutebook())
                .setExecutionExceptionHandler(new OneLineRefusals());
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && Upkeep.COMMANDS.contains(arguments[0])) {
            Upkeep.quieten();
        }
        int status = commandLine().execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
