package io.minutebook.infra.main;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command as it ended, run in this process. */
public record CommandRun(int status, String out, String err) {

    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands =
                Minutebook.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        int status = commands.execute(arguments);
        return new CommandRun(status, out.toString(), err.toString());
    }
}
