package io.minutebook.infra.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.infra.process.Product;
import io.minutebook.infra.story.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full is told of, and nothing that was acknowledged before is lost by it. */
class DiskFullTest {

    /**
     * Its arguments are run twice, on a small disk and, once they ended, on the same disk grown.
     */
    private static final String SMALL_THEN_GROWN =
            "mount -t tmpfs -o size=12m none \"$DISK\" && \"$@\"; mount -o remount,size=300m"
                    + " \"$DISK\" && exec \"$@\"";

    @TempDir Path disk;
    @TempDir Path scratch;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void everyLineThatWasAcknowledgedIsThereOnceThereIsRoomAgain() throws Exception {
        Assumptions.assumeTrue(
                mayMount(), "######## SKIPPED ######## no small disk can be mounted here");
        try (Product product = Product.start(scratch, environment(), onSmallDisk())) {
            Person alice = product.person("alice");
            String meeting = alice.creates("On a small disk");
            assertThat(alice.starts(meeting).status()).isEqualTo(200);
            assertThat(alice.joins(meeting).status()).isEqualTo(200);
            List<Person> talking =
                    IntStream.range(0, 8).mapToObj(ignored -> product.person("alice")).toList();
            try (Talk talk = new Talk(talking, meeting, acknowledged)) {
                await().atMost(Duration.ofMinutes(2)).until(() -> talk.answers().containsKey(503));
                assertThat(talk.answers().keySet()).isSubsetOf(200, 503);
            }
            assertThat(alice.get(Person.path(meeting, "status")).status()).isIn(200, 503);
            int before = product.times("Minutebook is ready: ");
            product.terminateChild();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> product.times("Minutebook is ready: ") > before);
            Person back = Product.at(product.lastUrl(), "alice");
            assertThat(acknowledged).isNotEmpty();
            Sound.assertNothingLost(back, meeting, acknowledged);
            Person.Reply again = back.says(meeting, "room again");
            assertThat(again.status()).as(again.text() + product.output()).isEqualTo(200);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "DISK",
                disk.toString(),
                "MINUTEBOOK_RATE_LIMIT_CHAT",
                "off",
                "MINUTEBOOK_RATE_LIMIT_READ",
                "off",
                "MINUTEBOOK_AUTH_HMAC_SECRET",
                "a secret that both runs of it share");
    }

    private List<String> onSmallDisk() {
        List<String> command =
                new ArrayList<>(List.of("unshare", "-Urm", "sh", "-c", SMALL_THEN_GROWN, "disk"));
        command.addAll(Product.command());
        command.addAll(List.of("dev", "--port=0", "--empty", "--data=" + disk.resolve("data")));
        return command;
    }

    private boolean mayMount() throws IOException, InterruptedException {
        Process trial =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "unshare -Urm mount -t tmpfs -o size=1m none '" + disk + "'")
                        .start();
        return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
    }
}
