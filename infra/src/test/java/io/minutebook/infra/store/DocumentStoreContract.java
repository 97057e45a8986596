package io.minutebook.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import io.minutebook.kernel.store.StaleDocumentException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link DocumentStore} does. */
public abstract class DocumentStoreContract {

    private static final String PEOPLE = "people";
    private static final CollectionSpec SPEC =
            new CollectionSpec(
                    PEOPLE,
                    List.of(
                            new Index("by_age", List.of("age")),
                            new Index("by_city", List.of("city", "age")),
                            new Index("by_tag", List.of("tags", "age")),
                            new Index("by_city_and_name", List.of("city", "active", "name")),
                            new Index("tagged", List.of("tags"))));

    protected DocumentStore store;

    /** Opens the store of this test, the same at each call. */
    protected abstract DocumentStore open();

    @BeforeEach
    void openStore() {
        store = open();
        store.declare(SPEC);
    }

    /** Lets go of what {@link #open} needed, once the store is closed. */
    protected void cleanUp() {}

    @AfterEach
    void closeStore() {
        store.close();
        cleanUp();
    }

    private void reopen() {
        store.close();
        store = open();
        store.declare(SPEC);
    }

    private void put(String id, String json) {
        store.write(new Batch().put(PEOPLE, id, json));
    }

    private static String person(String city, int age, String... tags) {
        return Json.COMPACT.writeValueAsString(
                Map.of("city", city, "age", age, "tags", List.of(tags)));
    }

    private static Find by(String index, Object... equal) {
        return new Find(PEOPLE, index, List.of(equal), null, null, false, 0, 100);
    }

    private static Find between(
            String index, @Nullable Object from, @Nullable Object to, Object... equal) {
        return new Find(PEOPLE, index, List.of(equal), from, to, false, 0, 100);
    }

    private List<String> ids(Find find) {
        return store.find(find).stream().map(Document::id).toList();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(store.get(PEOPLE, "ann")).isEmpty();
        assertThat(store.getAll(PEOPLE, List.of("ann", "bob"))).isEmpty();
        assertThat(store.find(by("by_age"))).isEmpty();
    }

    @Test
    void keepsADocumentAsItWasPut() {
        String json =
                "{\"name\": \"Ännchen \\u00e9\\n𝄞\", \"n\":1.50, \"x\":null, \"o\":{\"a.b\":[{}]}}";
        put("ann", json);
        assertThat(store.get(PEOPLE, "ann")).contains(new Document("ann", json, 1));
    }

    @Test
    void raisesTheVersionWithEachPut() {
        put("ann", "{}");
        put("ann", "{\"age\":1}");
        assertThat(store.get(PEOPLE, "ann")).contains(new Document("ann", "{\"age\":1}", 2));
    }

    @Test
    void findsThoseOfManyIdsThatExist() {
        put("ann", "{}");
        put("a.$b", "{\"age\":2}");
        assertThat(store.getAll(PEOPLE, List.of("bob", "a.$b", "ann")))
                .isEqualTo(
                        Map.of(
                                "ann", new Document("ann", "{}", 1),
                                "a.$b", new Document("a.$b", "{\"age\":2}", 1)));
        assertThat(store.getAll(PEOPLE, List.of())).isEmpty();
    }

    @Test
    void replacesTheVersionThatStands() {
        store.write(new Batch().replace(PEOPLE, "ann", 0, "{\"age\":1}"));
        store.write(new Batch().replace(PEOPLE, "ann", 1, "{\"age\":2}"));
        assertThat(store.get(PEOPLE, "ann")).contains(new Document("ann", "{\"age\":2}", 2));
        assertThat(ids(by("by_age", 2))).containsExactly("ann");
        assertThat(ids(by("by_age", 1))).isEmpty();
    }

    @Test
    void refusesToReplaceAnotherVersion() {
        put("ann", "{}");
        for (long version : new long[] {0, 2}) {
            assertThatThrownBy(
                            () ->
                                    store.write(
                                            new Batch()
                                                    .replace(
                                                            PEOPLE, "ann", version, "{\"age\":1}")))
                    .isInstanceOf(StaleDocumentException.class);
        }
        assertThatThrownBy(() -> store.write(new Batch().replace(PEOPLE, "bob", 1, "{}")))
                .isInstanceOf(StaleDocumentException.class);
        assertThat(store.get(PEOPLE, "ann")).contains(new Document("ann", "{}", 1));
        assertThat(store.get(PEOPLE, "bob")).isEmpty();
    }

    @Test
    void deletesADocumentAndWhatItIsFoundBy() {
        put("ann", person("Bonn", 30, "red"));
        store.write(new Batch().delete(PEOPLE, "ann").delete(PEOPLE, "nobody"));
        assertThat(store.get(PEOPLE, "ann")).isEmpty();
        assertThat(ids(by("by_city", "Bonn"))).isEmpty();
        assertThat(ids(by("tagged", "red"))).isEmpty();
        store.write(new Batch().replace(PEOPLE, "ann", 0, "{}"));
        assertThat(store.get(PEOPLE, "ann").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void clearsOneCollection() {
        store.declare(new CollectionSpec("others", List.of(new Index("by_age", List.of("age")))));
        store.write(
                new Batch()
                        .put(PEOPLE, "ann", "{\"age\":1}")
                        .put(PEOPLE, "bob", "{\"age\":1}")
                        .put("others", "ann", "{\"age\":1}"));
        store.clear(PEOPLE);
        assertThat(store.get(PEOPLE, "ann")).isEmpty();
        put("cid", "{\"age\":1}");
        assertThat(ids(by("by_age", 1))).containsExactly("cid");
        assertThat(store.get("others", "ann")).isPresent();
        store.clear(PEOPLE);
        assertThat(store.get(PEOPLE, "cid")).isEmpty();
        assertThat(ids(by("by_age", 1))).isEmpty();
    }

    @Test
    void clearsHoweverManyThereAre() {
        for (int i = 0; i < 5; i++) {
            Batch batch = new Batch();
            for (int j = 0; j < 500; j++) {
                batch.put(PEOPLE, "person" + (500 * i + j), "{\"age\":1}");
            }
            store.write(batch);
        }
        assertThat(ids(by("by_age", 1))).isNotEmpty();
        store.clear(PEOPLE);
        assertThat(ids(by("by_age", 1))).isEmpty();
        assertThat(store.get(PEOPLE, "person0")).isEmpty();
        assertThat(store.get(PEOPLE, "person2499")).isEmpty();
    }

    @Test
    void writesAllOfABatchInItsOrder() {
        put("old", "{}");
        store.write(
                new Batch()
                        .put(PEOPLE, "ann", "{\"age\":1}")
                        .put(PEOPLE, "ann", "{\"age\":2}")
                        .replace(PEOPLE, "ann", 2, "{\"age\":3}")
                        .put(PEOPLE, "bob", "{}")
                        .delete(PEOPLE, "bob")
                        .delete(PEOPLE, "old")
                        .put(PEOPLE, "old", "{\"age\":9}"));
        assertThat(store.get(PEOPLE, "ann")).contains(new Document("ann", "{\"age\":3}", 3));
        assertThat(store.get(PEOPLE, "bob")).isEmpty();
        assertThat(store.get(PEOPLE, "old")).contains(new Document("old", "{\"age\":9}", 1));
    }

    @Test
    void writesNothingOfABatchThatFails() {
        put("ann", person("Bonn", 30));
        put("token", "{}");
        assertThatThrownBy(
                        () ->
                                store.write(
                                        new Batch()
                                                .put(PEOPLE, "ann", person("Ulm", 31))
                                                .put(PEOPLE, "bob", person("Ulm", 20))
                                                .delete(PEOPLE, "token")
                                                .replace(PEOPLE, "token", 7, "{}")))
                .isInstanceOf(StaleDocumentException.class);
        assertThat(store.get(PEOPLE, "ann"))
                .hasValueSatisfying(document -> assertThat(document.version()).isEqualTo(1));
        assertThat(store.get(PEOPLE, "bob")).isEmpty();
        assertThat(store.get(PEOPLE, "token")).isPresent();
        assertThat(ids(by("by_city", "Ulm"))).isEmpty();
        assertThat(ids(by("by_city", "Bonn"))).containsExactly("ann");
    }

    @Test
    void takesAnEmptyBatch() {
        store.write(new Batch());
        assertThat(store.find(by("by_age"))).isEmpty();
    }

    @Test
    void showsABatchWholeOrNotAtAll() throws InterruptedException {
        store.write(new Batch().put(PEOPLE, "a", "{\"age\":0}").put(PEOPLE, "b", "{\"age\":0}"));
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 1; i <= 100; i++) {
                                        String json = "{\"age\":" + i + "}";
                                        store.write(
                                                new Batch()
                                                        .put(PEOPLE, "a", json)
                                                        .put(PEOPLE, "b", json));
                                    }
                                });
        while (writer.isAlive()) {
            List<Document> both = store.find(by("by_age"));
            assertThat(both).hasSize(2);
            assertThat(both.get(0).json()).isEqualTo(both.get(1).json());
        }
        writer.join();
        assertThat(store.get(PEOPLE, "a").orElseThrow().version()).isEqualTo(101);
    }

    @Test
    void findsByEqualityInTheOrderOfTheLastField() {
        put("c", person("Bonn", 10));
        put("a", person("Bonn", 30));
        put("b", person("Bonn", 20));
        put("d", person("Ulm", 1));
        assertThat(ids(by("by_city", "Bonn"))).containsExactly("c", "b", "a");
        assertThat(ids(new Find(PEOPLE, "by_city", List.of("Bonn"), null, null, true, 0, 10)))
                .containsExactly("a", "b", "c");
        assertThat(ids(by("by_city", "Bonn", 20))).containsExactly("b");
        assertThat(ids(by("by_city", "bonn"))).isEmpty();
        assertThat(ids(by("by_age"))).containsExactly("d", "c", "b", "a");
    }

    @Test
    void putsThoseEqualInTheLastFieldInTheOrderOfTheirIds() {
        for (String id : List.of("b", "B", "a", "ä", "aa")) {
            put(id, person("Bonn", 5));
        }
        put("z", person("Bonn", 4));
        assertThat(ids(by("by_city", "Bonn"))).containsExactly("z", "B", "a", "aa", "b", "ä");
        assertThat(ids(new Find(PEOPLE, "by_city", List.of("Bonn"), null, null, true, 0, 10)))
                .containsExactly("ä", "b", "aa", "a", "B", "z");
        assertThat(ids(new Find(PEOPLE, "by_city", List.of("Bonn", 5), null, null, true, 1, 2)))
                .containsExactly("b", "aa");
    }

    @Test
    void rangesOverTheLastField() {
        for (int age = 0; age < 10; age++) {
            put("p" + age, person("Bonn", age));
        }
        assertThat(ids(between("by_city", 3, 6, "Bonn"))).containsExactly("p3", "p4", "p5");
        assertThat(ids(between("by_city", 8L, null, "Bonn"))).containsExactly("p8", "p9");
        assertThat(ids(between("by_age", null, 2))).containsExactly("p0", "p1");
        assertThat(ids(new Find(PEOPLE, "by_city", List.of("Bonn"), 3, 8, true, 1, 3)))
                .containsExactly("p6", "p5", "p4");
        assertThat(ids(between("by_city", 10, null, "Bonn"))).isEmpty();
    }

    @Test
    void rangesOverStrings() {
        for (String name : List.of("ann", "Bob", "bob", "bobby", "cid")) {
            put(
                    name,
                    Json.COMPACT.writeValueAsString(
                            Map.of("city", "Bonn", "active", true, "name", name)));
        }
        assertThat(ids(between("by_city_and_name", "b", "c", "Bonn", true)))
                .containsExactly("bob", "bobby");
        assertThat(ids(by("by_city_and_name", "Bonn", true)))
                .containsExactly("Bob", "ann", "bob", "bobby", "cid");
        assertThat(ids(by("by_city_and_name", "Bonn", false))).isEmpty();
    }

    @Test
    void pagesByOffsetAndLimit() {
        for (int age = 10; age < 35; age++) {
            put("p" + age, person("Bonn", age));
        }
        assertThat(ids(new Find(PEOPLE, "by_age", List.of(), null, null, false, 0, 2)))
                .containsExactly("p10", "p11");
        assertThat(ids(new Find(PEOPLE, "by_age", List.of(), null, null, false, 23, 10)))
                .containsExactly("p33", "p34");
        assertThat(ids(new Find(PEOPLE, "by_age", List.of(), null, null, false, 25, 10))).isEmpty();
        assertThatThrownBy(() -> new Find(PEOPLE, "by_age", List.of(), null, null, false, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new Find(PEOPLE, "by_age", List.of(), null, null, false, 0, 10_001))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsEachElementOfAnArray() {
        put("ann", person("Bonn", 30, "red", "green", "red"));
        put("bob", person("Bonn", 20, "green"));
        put("cid", person("Bonn", 10));
        assertThat(ids(by("by_tag", "green"))).containsExactly("bob", "ann");
        assertThat(ids(by("by_tag", "red"))).containsExactly("ann");
        assertThat(ids(between("by_tag", 25, null, "green"))).containsExactly("ann");
        assertThat(ids(by("tagged", "green"))).containsExactly("ann", "bob");
        put("ann", person("Bonn", 30, "blue"));
        assertThat(ids(by("by_tag", "red"))).isEmpty();
        assertThat(ids(by("by_tag", "blue"))).containsExactly("ann");
    }

    @Test
    void leavesOutDocumentsThatLackAField() {
        put("ann", "{\"city\":\"Bonn\",\"age\":1}");
        put("bob", "{\"city\":\"Bonn\"}");
        put("cid", "{\"age\":2}");
        put("dan", "{\"city\":null,\"age\":null}");
        assertThat(ids(by("by_city", "Bonn"))).containsExactly("ann");
        assertThat(ids(by("by_age"))).containsExactly("ann", "cid");
        assertThat(ids(between("by_age", null, 100))).containsExactly("ann", "cid");
    }

    @Test
    void buildsANewIndexOverOldDocuments() {
        put("ann", person("Bonn", 30, "red"));
        put("bob", person("Ulm", 20, "red", "blue"));
        Index added = new Index("by_tag_and_city", List.of("tags", "city"));
        store.declare(
                new CollectionSpec(
                        PEOPLE,
                        IntStream.rangeClosed(0, SPEC.indexes().size())
                                .mapToObj(
                                        i ->
                                                i < SPEC.indexes().size()
                                                        ? SPEC.indexes().get(i)
                                                        : added)
                                .toList()));
        assertThat(ids(by("by_tag_and_city", "red"))).containsExactly("ann", "bob");
        assertThat(ids(by("by_tag_and_city", "blue", "Ulm"))).containsExactly("bob");
        put("cid", person("Aachen", 1, "red"));
        assertThat(ids(by("by_tag_and_city", "red"))).containsExactly("cid", "ann", "bob");
    }

    @Test
    void buildsANewIndexOverAFieldNotIndexedBefore() {
        put("ann", "{\"city\":\"Bonn\",\"shoe\":44}");
        put("bob", "{\"city\":\"Bonn\",\"shoe\":38}");
        reopen();
        store.declare(new CollectionSpec(PEOPLE, List.of(new Index("by_shoe", List.of("shoe")))));
        assertThat(ids(by("by_shoe"))).containsExactly("bob", "ann");
        assertThat(ids(by("by_shoe", 44))).containsExactly("ann");
    }

    @Test
    void refusesWhatWasNotDeclared() {
        assertThatThrownBy(() -> store.get("unknown", "a"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.find(by("by_nothing", "a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.find(by("by_city")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.find(by("by_city", "Bonn", 1, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.declare(new CollectionSpec("No Name", List.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                store.declare(
                                        new CollectionSpec(
                                                "fine",
                                                List.of(new Index("not fine", List.of("a"))))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesDocumentsUpToTheBound() {
        String largest = "{\"t\":\"" + "x".repeat(DocumentStore.DOCUMENT_BYTES_MAX - 8) + "\"}";
        put("ann", largest);
        assertThat(store.get(PEOPLE, "ann").orElseThrow().json()).isEqualTo(largest);
        assertThatThrownBy(() -> put("bob", largest + " "))
                .isInstanceOf(IllegalArgumentException.class);
        String wide = "{\"t\":\"" + "ä".repeat(DocumentStore.DOCUMENT_BYTES_MAX / 2) + "\"}";
        assertThatThrownBy(() -> store.write(new Batch().replace(PEOPLE, "bob", 0, wide)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.get(PEOPLE, "bob")).isEmpty();
    }

    @Test
    void countsFromZero() {
        assertThat(store.add(PEOPLE, "hits", 3)).isEqualTo(3);
        assertThat(store.add(PEOPLE, "hits", -5)).isEqualTo(-2);
        assertThat(store.add(PEOPLE, "others", 1)).isEqualTo(1);
        Document counter = store.get(PEOPLE, "hits").orElseThrow();
        assertThat(counter.json()).isEqualTo("{\"count\":-2}");
        assertThat(counter.version()).isEqualTo(2);
        put("hits", "{\"count\":40}");
        assertThat(store.add(PEOPLE, "hits", 2)).isEqualTo(42);
        reopen();
        assertThat(store.add(PEOPLE, "hits", 0)).isEqualTo(42);
    }

    @Test
    void countsExactlyForManyAtOnce() throws InterruptedException {
        Set<Long> sums = ConcurrentHashMap.newKeySet();
        concurrently(8, () -> sums.add(store.add(PEOPLE, "hits", 1)), 50);
        assertThat(sums).hasSize(400).contains(1L, 400L);
        assertThat(store.add(PEOPLE, "hits", 0)).isEqualTo(400);
    }

    @Test
    void letsOneOfManyReplaceAVersion() throws InterruptedException {
        AtomicInteger won = new AtomicInteger();
        concurrently(
                8,
                () -> {
                    long version = store.get(PEOPLE, "token").map(Document::version).orElse(0L);
                    try {
                        store.write(
                                new Batch()
                                        .put(PEOPLE, "other", "{\"age\":1}")
                                        .replace(PEOPLE, "token", version, "{\"age\":2}"));
                        won.incrementAndGet();
                    } catch (StaleDocumentException slower) {
                        // another one replaced that version
                    }
                },
                20);
        assertThat(store.get(PEOPLE, "token").orElseThrow().version()).isEqualTo(won.get());
        assertThat(store.get(PEOPLE, "other").orElseThrow().version()).isEqualTo(won.get());
        assertThat(won.get()).isPositive();
    }

    private static void concurrently(int threads, Runnable act, int times)
            throws InterruptedException {
        List<Thread> running =
                IntStream.range(0, threads)
                        .mapToObj(
                                i ->
                                        Thread.ofPlatform()
                                                .start(
                                                        () -> {
                                                            for (int n = 0; n < times; n++) {
                                                                act.run();
                                                            }
                                                        }))
                        .toList();
        for (Thread thread : running) {
            assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void losesNothingByClosing() {
        put("ann", person("Bonn", 30, "red"));
        put("ann", person("Ulm", 31, "red"));
        reopen();
        assertThat(store.get(PEOPLE, "ann").orElseThrow().version()).isEqualTo(2);
        assertThat(ids(by("by_city", "Ulm"))).containsExactly("ann");
        assertThat(ids(by("by_tag", "red"))).containsExactly("ann");
    }
}
