package io.minutebook.infra.main;

import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoreInUseException;
import io.minutebook.infra.webhook.WebhooksAheadException;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.query.view.ViewAheadException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.context.properties.bind.BindException;
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
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> told(cause).stream())
                .findFirst()
                .map(text -> text.lines().findFirst().orElse(text));
    }

    private static Optional<String> told(Throwable cause) {
        return switch (cause) {
            case PortInUseException port ->
                    Optional.of(
                            "port "
                                    + port.getPort()
                                    + " is in use; choose another with --port or server.port");
            case RefusedToStartException refused -> Optional.ofNullable(refused.getMessage());
            case StoreInUseException inUse -> Optional.ofNullable(inUse.getMessage());
            case StoreFailedException store -> Optional.ofNullable(store.getMessage());
            case LogUnavailableException store -> Optional.of(withReason(store));
            case ViewAheadException ahead -> Optional.ofNullable(ahead.getMessage());
            case WebhooksAheadException ahead -> Optional.ofNullable(ahead.getMessage());
            case BindException bind ->
                    Optional.of("the value of " + bind.getName() + " is no good: " + reason(bind));
            case IllegalArgumentException refused ->
                    isOurs(refused) ? Optional.ofNullable(refused.getMessage()) : Optional.empty();
            case ConfigDataNotFoundException missing -> Optional.ofNullable(missing.getMessage());
            case IOException input -> Optional.ofNullable(input.getMessage());
            default -> Optional.empty();
        };
    }

    private static String withReason(Throwable fault) {
        return fault.getMessage() + ": " + reason(fault);
    }

    private static String reason(Throwable fault) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(fault);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Whether one of our own checks of a configured value made it. */
    private static boolean isOurs(IllegalArgumentException refused) {
        StackTraceElement[] trace = refused.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("io.minutebook.");
    }

    private static String trace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return "cannot start: " + text;
    }
}
