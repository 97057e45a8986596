package io.minutebook.infra.axon;

import io.minutebook.infra.eventlog.ClaimTakenException;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.SequenceClashException;
import io.minutebook.infra.eventlog.StoreFailedException;
import io.minutebook.infra.eventlog.StoredEvent;
import io.minutebook.kernel.log.LogUnavailableException;
import java.util.concurrent.CompletionException;
import org.axonframework.modelling.command.ConcurrencyException;

/** The log's failures as commands tell them. */
final class LogFailures {

    private LogFailures() {}

    /** What a future failed with. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? failure : cause;
    }

    /**
     * {@link ConcurrencyException} where another commit reached the stream first, {@link
     * io.minutebook.kernel.log.ClaimTakenException} where another holds a claim, {@link
     * LogUnavailableException} where the store did not take the commit, or may or may not have.
     *
     * @param log asked who holds a claim
     */
    static RuntimeException told(Throwable failure, CommitLog log) {
        return switch (failure) {
            case SequenceClashException clash ->
                    new ConcurrencyException("another commit was faster", clash);
            case ClaimTakenException taken ->
                    new io.minutebook.kernel.log.ClaimTakenException(
                            taken.claim(),
                            log.holderOf(taken.claim()).map(StoredEvent::stream).orElse(""));
            case StoreFailedException outage ->
                    new LogUnavailableException("the log did not take the commit", outage);
            case RuntimeException fault -> fault;
            default -> new IllegalStateException(failure);
        };
    }
}
