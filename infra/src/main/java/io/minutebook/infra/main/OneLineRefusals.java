package io.minutebook.infra.main;

import io.minutebook.infra.eventlog.StoreInUseException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;

/**
 * Says in one line why the product does not start, where the reason is one that its operator can
 * mend.
 */
final class OneLineRefusals implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("minutebook: " + refusal(fault).orElseGet(() -> trace(fault)));
        return Minutebook.CANNOT_START;
    }

    private static Optional<String> refusal(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException port) {
                return Optional.of(
                        "port "
                                + port.getPort()
                                + " is in use; choose another with --port or server.port");
            }
            if (cause instanceof StoreInUseException || cause instanceof RefusedToStartException) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.of(NestedExceptionUtils.getMostSpecificCause(fault))
                .filter(cause -> cause instanceof java.io.IOException)
                .map(Throwable::getMessage);
    }

    private static String trace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return "cannot start: " + text;
    }
}
