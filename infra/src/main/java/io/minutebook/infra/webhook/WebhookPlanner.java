package io.minutebook.infra.webhook;

import io.minutebook.infra.schedule.Rounds;
import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.log.EventHistory;
import io.minutebook.kernel.log.EventTail;
import io.minutebook.kernel.log.RecordedEvent;
import io.minutebook.kernel.node.Lease;
import io.minutebook.kernel.node.Leases;
import io.minutebook.kernel.node.Work;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.StaleDocumentException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans what is sent: follows the log under a cursor of its own, which is written together with
 * what it planned, so that no event is planned twice or passed over, whoever plans. No view takes
 * part: building one anew sends nothing.
 */
public final class WebhookPlanner implements Work {

    /** It follows the log under this name. */
    public static final String NAME = "webhook_planner";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookPlanner.class);
    private static final int WRITES_MAX = 500;

    /** Where nothing is to be planned the cursor lags so much: reading that again plans nothing. */
    private static final long UNWRITTEN_MAX = 5_000;

    /** What comes thick and fast is planned together; the first after a quiet while at once. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final Duration SETTLE_EVERY = Duration.ofMillis(2_000);
    private static final Duration TIDY_EVERY = Duration.ofMillis(60_000);
    private static final int TIDY_ROUNDS_MAX = 200;
    private static final Duration REPLAY_EVERY = Duration.ofMillis(50);

    private final DeliveryBook book;
    private final EventHistory history;
    private final EventTail tail;
    private final Runnable planned;
    private final Clock clock;
    private final Replays replays;
    private Directory directory = new Directory();
    private DeliveryBook.Cursor written = new DeliveryBook.Cursor(-1, 0);
    private long version;
    private boolean isFresh;
    private boolean isReplaying;
    private volatile long position = -1;
    private volatile boolean running;
    private volatile @Nullable Lease lease;
    private EventTail.@Nullable Subscription subscription;
    private @Nullable Rounds rounds;

    /**
     * @param planned told whenever there may be something to send
     * @throws WebhooksAheadException where more is planned than the log holds
     */
    public WebhookPlanner(
            DeliveryBook book,
            EventHistory history,
            EventTail tail,
            Runnable planned,
            Clock clock) {
        this.book = book;
        this.history = history;
        this.tail = tail;
        this.planned = planned;
        this.clock = clock;
        this.replays = new Replays(book, history);
        long held = book.cursor().position();
        if (held > history.head()) {
            throw new WebhooksAheadException(held, history.head());
        }
    }

    /** The position of the last event that is planned, by whichever node. Blocks on storage. */
    public long position() {
        return running ? position : book.cursor().position();
    }

    /** Has this node compete for the planning. */
    public Lease start(Leases leases) {
        Lease mine = leases.compete("webhook-planner", this);
        lease = mine;
        return mine;
    }

    /** What cannot be planned here another node, of a newer version perhaps, may plan. */
    private void giveUp() {
        Lease held = lease;
        if (held != null) {
            held.close();
        }
    }

    @Override
    public void begin() {
        reload();
        running = true;
        subscription = tail.follow(NAME, position, PACE, this::take, this::giveUp);
        Rounds begun = new Rounds("webhook-planner");
        begun.every(REPLAY_EVERY, this::replay);
        begun.every(SETTLE_EVERY, this::settle);
        begun.every(TIDY_EVERY, this::tidy);
        rounds = begun;
    }

    /** Other nodes tell how far planning is by what is written. */
    private synchronized void settle() {
        freshen();
        if (position > written.position()) {
            attempt(() -> write(new Plan(book, directory, clock.instant()), position));
        }
    }

    @Override
    public void end() {
        if (rounds != null) {
            rounds.close();
        }
        if (subscription != null) {
            subscription.close();
        }
        running = false;
    }

    /** What the store holds, whoever wrote it. */
    private synchronized void reload() {
        Document document = book.cursorDocument().orElse(null);
        version = document == null ? 0 : document.version();
        written =
                document == null
                        ? new DeliveryBook.Cursor(-1, 0)
                        : Json.COMPACT.readValue(document.json(), DeliveryBook.Cursor.class);
        position = written.position();
        isReplaying = true; // one may have been left half done
        directory = new Directory();
        for (int shard = 0; shard < Endpoint.SHARDS; shard++) {
            book.endpoints(shard).forEach(directory::put);
        }
        isFresh = true;
    }

    private synchronized void take(List<RecordedEvent> events) {
        boolean done = false;
        while (!done) {
            freshen();
            List<RecordedEvent> rest =
                    events.stream().filter(event -> event.position() > position).toList();
            done = attempt(() -> plan(rest));
        }
    }

    /**
     * False where somebody else wrote what was to be written. Whatever goes wrong, the directory
     * may have moved on with what was not written.
     */
    private boolean attempt(Runnable work) {
        isFresh = false;
        try {
            work.run();
            isFresh = true;
            return true;
        } catch (StaleDocumentException overtaken) {
            LOG.debug("What was to be planned had changed", overtaken);
            return false;
        }
    }

    private void freshen() {
        if (!isFresh) {
            reload();
        }
    }

    private void plan(List<RecordedEvent> events) {
        Plan plan = new Plan(book, directory, clock.instant());
        long last = position;
        for (RecordedEvent event : events) {
            plan.take(event);
            last = event.position();
            if (plan.writes() >= WRITES_MAX) {
                write(plan, last);
                plan = new Plan(book, directory, clock.instant());
            }
        }
        if (!plan.isEmpty() || last - written.position() >= UNWRITTEN_MAX) {
            write(plan, last);
        }
        position = last;
    }

    private void write(Plan plan, long last) {
        DeliveryBook.Cursor next = new DeliveryBook.Cursor(last, written.number() + 1);
        book.state()
                .write(
                        plan.batch(next.number())
                                .replace(
                                        DeliveryBook.CURSOR,
                                        DeliveryBook.CURSOR_ID,
                                        version,
                                        Json.COMPACT.writeValueAsString(next)));
        written = next;
        version++;
        position = last;
        isReplaying |= plan.isReplaying();
        planned.run();
    }

    /** Plans the next stretch of what is to be sent again; what changed meanwhile waits a round. */
    private synchronized void replay() {
        if (!isReplaying) {
            return;
        }
        freshen();
        attempt(
                () -> {
                    Plan plan = new Plan(book, directory, clock.instant());
                    isReplaying = replays.next(plan, directory);
                    if (!plan.isEmpty()) {
                        write(plan, position);
                    }
                });
    }

    /** Forgets what is too old to be of use. */
    private void tidy() {
        int rounds = 0;
        while (tidySome() && rounds < TIDY_ROUNDS_MAX) {
            rounds++;
        }
    }

    /** True where there may be more. */
    private synchronized boolean tidySome() {
        freshen();
        Instant now = clock.instant();
        Plan plan = new Plan(book, directory, now);
        boolean[] more = new boolean[1];
        attempt(
                () -> {
                    more[0] = plan.tidy(now.minus(DeliveryBook.KEPT), WRITES_MAX);
                    if (!plan.isEmpty()) {
                        write(plan, position);
                    }
                });
        return more[0];
    }
}
