package io.minutebook.infra.main;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools of platform threads with a bound on what waits; past it they refuse. */
final class BoundedThreads {

    private BoundedThreads() {}

    static ExecutorService named(String name, int threads, int waitingMax, MeterRegistry registry) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(waitingMax),
                        Thread.ofPlatform().name(name + "-", 1).factory());
        pool.allowCoreThreadTimeOut(true);
        return ExecutorServiceMetrics.monitor(registry, pool, name, "minutebook");
    }
}
