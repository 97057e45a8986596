package io.minutebook.infra.eventlog;

import java.util.concurrent.CompletableFuture;

/** What became of a commit. */
public sealed interface CommitOutcome {

    void tell(CompletableFuture<Committed> answer);

    record Written(Committed committed) implements CommitOutcome {
        @Override
        public void tell(CompletableFuture<Committed> answer) {
            answer.complete(committed);
        }
    }

    record Refused(RuntimeException reason) implements CommitOutcome {
        @Override
        public void tell(CompletableFuture<Committed> answer) {
            answer.completeExceptionally(reason);
        }
    }
}
