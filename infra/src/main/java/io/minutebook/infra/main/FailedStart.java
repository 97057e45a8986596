package io.minutebook.infra.main;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps Spring from telling of a failed start at length: {@link OneLineRefusals} has its say. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FailedStart implements SpringBootExceptionReporter {

    /**
     * @param context asked for by Spring, and not looked at
     */
    @SuppressWarnings("unused")
    FailedStart(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return true;
    }
}
