package io.minutebook.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minutebook.api.limit.RateCategory;
import io.minutebook.infra.mongo.MongoConnection;
import io.minutebook.infra.mongo.RealMongo;
import io.minutebook.kernel.log.LogUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class MongoWindowCountersTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");
    private static final Instant END = Instant.parse("2026-01-01T00:01:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RealMongo.Database database = RealMongo.database();
    private final MongoConnection connection = database.connect();
    private final MongoConnection elsewhere = database.connect();
    private final MongoWindowCounters one = MongoWindowCounters.open(connection);
    private final MongoWindowCounters other = MongoWindowCounters.open(elsewhere);

    @AfterEach
    void close() {
        one.close();
        other.close();
        elsewhere.close();
        connection.close();
        database.close();
    }

    private static long counted(Mono<Long> count) {
        Long counted = count.block(PATIENCE);
        assertThat(counted).isNotNull();
        return counted;
    }

    @Test
    void countExactlyOverNodes() {
        List<Long> counts =
                Flux.fromStream(IntStream.range(0, 200).boxed())
                        .flatMap(
                                i ->
                                        (i % 2 == 0 ? one : other)
                                                .increment(RateCategory.CHAT, "ann", END, NOW),
                                32)
                        .collectList()
                        .block(PATIENCE);
        assertThat(counts)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void keepKeysCategoriesAndWindowsApart() {
        assertThat(counted(one.increment(RateCategory.CHAT, "ann", END, NOW))).isEqualTo(1);
        assertThat(counted(one.increment(RateCategory.CHAT, "bob", END, NOW))).isEqualTo(1);
        assertThat(counted(one.increment(RateCategory.STATUS, "ann", END, NOW))).isEqualTo(1);
        assertThat(counted(one.increment(RateCategory.CHAT, "ann", END.plusSeconds(60), NOW)))
                .isEqualTo(1);
        assertThat(counted(other.increment(RateCategory.CHAT, "ann", END, NOW))).isEqualTo(2);
    }

    @Test
    void countReadsForEachNodeAlone() {
        assertThat(counted(one.increment(RateCategory.READ, "ann", END, NOW))).isEqualTo(1);
        assertThat(counted(other.increment(RateCategory.READ, "ann", END, NOW))).isEqualTo(1);
        assertThat(counted(one.increment(RateCategory.READ, "ann", END, NOW))).isEqualTo(2);
    }

    @Test
    void doNotBlockTheirCaller() {
        long count =
                counted(
                        Mono.defer(() -> one.increment(RateCategory.CHAT, "ann", END, NOW))
                                .doOnNext(
                                        counted ->
                                                assertThat(Schedulers.isInNonBlockingThread())
                                                        .isTrue())
                                .subscribeOn(Schedulers.parallel()));
        assertThat(count).isEqualTo(1);
    }

    @Test
    void sayThatTheyCannotBeReached() {
        one.close();
        assertThat(catchThrowable(() -> counted(one.increment(RateCategory.CHAT, "ann", END, NOW))))
                .isInstanceOf(LogUnavailableException.class);
    }
}
