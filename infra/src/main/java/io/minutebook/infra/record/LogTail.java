package io.minutebook.infra.record;

import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.EventTail;
import io.minutebook.kernel.log.LogUnavailableException;
import io.minutebook.kernel.log.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log on this node; woken by the appender, which calls {@link #wake}. */
public final class LogTail implements EventTail, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final int BATCH_MAX = 500;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final NewestEvents newest;
    private final CopyOnWriteArrayList<Follower> followers = new CopyOnWriteArrayList<>();
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

    public LogTail(EventHistory history) {
        this.newest = new NewestEvents(history);
    }

    /** Tells that the log may have grown. */
    public void wake() {
        newest.grown();
        followers.forEach(Follower::wake);
    }

    /** Followers that stopped on an exception, by name. */
    public Map<String, Throwable> failures() {
        return Map.copyOf(failures);
    }

    @Override
    public Subscription follow(
            String name,
            long after,
            Duration pace,
            Consumer<List<RecordedEvent>> listener,
            Runnable onFault) {
        Follower follower = new Follower(name, after, pace, listener, onFault);
        followers.add(follower);
        follower.start();
        return follower;
    }

    /** Ends every subscription. */
    @Override
    public void close() {
        followers.forEach(Follower::stop); // all, before any is waited for
        followers.forEach(Follower::close);
    }

    private final class Follower implements Subscription {

        private final String name;
        private final Duration pace;
        private final Consumer<List<RecordedEvent>> listener;
        private final Runnable onFault;
        private final Semaphore news = new Semaphore(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile long position;
        private volatile boolean closed;
        private @Nullable Thread thread;

        Follower(
                String name,
                long after,
                Duration pace,
                Consumer<List<RecordedEvent>> listener,
                Runnable onFault) {
            this.name = name;
            this.pace = pace;
            this.position = after;
            this.listener = listener;
            this.onFault = onFault;
        }

        void start() {
            thread = Thread.ofPlatform().name("tail-" + name).daemon().start(this::run);
        }

        void wake() {
            if (news.availablePermits() == 0) {
                news.release();
            }
        }

        private void run() {
            try {
                while (!closed) {
                    news.acquire();
                    news.drainPermits(); // before reading: a wake from here on means another look
                    while (!closed && !caughtUp()) {
                        rest(RETRY);
                    }
                    rest(pace);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error fault) { // else the thread would end unseen
                LOG.error("{} stopped after position {}", name, position, fault);
                failures.put(name, fault);
                followers.remove(this);
                Thread.ofPlatform().name("fault-" + name).daemon().start(onFault);
            }
        }

        /** Ends at once where the subscription does. */
        private void rest(Duration pause) throws InterruptedException {
            over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** False where the store could not be read; whoever follows waits and tries again. */
        private boolean caughtUp() {
            try {
                catchUp();
                return true;
            } catch (LogUnavailableException outage) {
                LOG.warn("{} waits at position {}: {}", name, position, outage.getMessage());
                return false;
            }
        }

        private void catchUp() {
            List<RecordedEvent> batch = newest.after(position, BATCH_MAX);
            while (!batch.isEmpty() && !closed) {
                listener.accept(batch);
                position = batch.get(batch.size() - 1).position();
                batch = newest.after(position, BATCH_MAX);
            }
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {
            stop();
            followers.remove(this);
            Thread running = Optional.ofNullable(thread).orElseGet(Thread::currentThread);
            if (running != Thread.currentThread()) {
                joined(running);
            }
        }

        private void stop() {
            closed = true;
            over.countDown();
            wake();
        }

        private void joined(Thread running) {
            try {
                running.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
