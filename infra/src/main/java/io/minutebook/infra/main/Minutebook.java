package io.minutebook.infra.main;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code minutebook dev} and {@code minutebook serve}. */
@Command(
        name = "minutebook",
        description = "A meeting backend whose record can be replayed and proved.",
        subcommands = {DevCommand.class, ServeCommand.class},
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

    public static void main(String[] arguments) {
        int status =
                new CommandLine(new Minutebook())
                        .setExecutionExceptionHandler(new OneLineRefusals())
                        .execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
