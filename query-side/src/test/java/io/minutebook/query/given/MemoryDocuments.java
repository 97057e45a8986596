package io.minutebook.query.given;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.Batch.Write;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.kernel.store.CollectionSpec.Index;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.DocumentStore;
import io.minutebook.kernel.store.Find;
import io.minutebook.kernel.store.StaleDocumentException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Documents in memory. What was not declared is not there. */
public final class MemoryDocuments implements DocumentStore {

    private final Map<String, CollectionSpec> specs = new HashMap<>();
    private Map<String, TreeMap<String, Document>> collections = new HashMap<>();
    private final List<Batch> written = new ArrayList<>();

    @Override
    public void declare(CollectionSpec collection) {
        specs.put(collection.name(), collection);
        collections.computeIfAbsent(collection.name(), name -> new TreeMap<>());
    }

    @Override
    public Optional<Document> get(String collection, String id) {
        return Optional.ofNullable(in(collections, collection).get(id));
    }

    @Override
    public Map<String, Document> getAll(String collection, List<String> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> get(collection, id).stream())
                .collect(Collectors.toMap(Document::id, Function.identity()));
    }

    @Override
    public List<Document> find(Find find) {
        Comparator<Entry> order =
                Comparator.comparing(Entry::last).thenComparing(entry -> entry.document().id());
        return in(collections, find.collection()).values().stream()
                .flatMap(document -> entries(index(find), document))
                .filter(entry -> entry.isIn(find))
                .sorted(find.descending() ? order.reversed() : order)
                .map(Entry::document)
                .skip(find.offset())
                .limit(find.limit())
                .toList();
    }

    private Index index(Find find) {
        return specs.get(find.collection()).indexes().stream()
                .filter(index -> index.name().equals(find.index()))
                .findFirst()
                .orElseThrow();
    }

    /** One line of an index: the values of its fields, and the document they are of. */
    private record Entry(List<Comparable<Object>> values, Document document) {

        Comparable<Object> last() {
            return values.get(values.size() - 1);
        }

        boolean isIn(Find find) {
            return values.subList(0, find.equal().size()).equals(find.equal())
                    && (find.from() == null || last().compareTo(find.from()) >= 0)
                    && (find.to() == null || last().compareTo(find.to()) < 0);
        }
    }

    private static Stream<Entry> entries(Index index, Document document) {
        JsonNode json = Json.COMPACT.readTree(document.json());
        List<List<Comparable<Object>>> rows = List.of(List.of());
        for (String field : index.fields()) {
            rows = rows.stream().flatMap(row -> values(json.get(field)).map(with(row))).toList();
        }
        return rows.stream().map(row -> new Entry(row, document));
    }

    private static Function<Comparable<Object>, List<Comparable<Object>>> with(
            List<Comparable<Object>> row) {
        return value -> Stream.concat(row.stream(), Stream.of(value)).toList();
    }

    /** None where the field is not there, each element of an array. */
    private static Stream<Comparable<Object>> values(JsonNode field) {
        if (field == null) {
            return Stream.empty();
        }
        return field.isArray()
                ? field.valueStream().map(MemoryDocuments::value)
                : Stream.of(value(field));
    }

    @SuppressWarnings("unchecked") // values of one field are of one type
    private static Comparable<Object> value(JsonNode field) {
        Object value =
                field.isNumber()
                        ? field.asLong()
                        : field.isBoolean() ? field.asBoolean() : field.asString();
        return (Comparable<Object>) value;
    }

    @Override
    public void write(Batch batch) {
        Map<String, TreeMap<String, Document>> changed = new HashMap<>();
        collections.forEach((name, documents) -> changed.put(name, new TreeMap<>(documents)));
        batch.writes().forEach(write -> apply(changed, write));
        collections = changed;
        written.add(batch);
    }

    private static void apply(Map<String, TreeMap<String, Document>> all, Write write) {
        switch (write) {
            case Write.Put put -> put(in(all, put.collection()), put.id(), put.json());
            case Write.Replace replace -> {
                TreeMap<String, Document> documents = in(all, replace.collection());
                Document there = documents.get(replace.id());
                if ((there == null ? 0 : there.version()) != replace.version()) {
                    throw new StaleDocumentException(replace.collection(), replace.id());
                }
                put(documents, replace.id(), replace.json());
            }
            case Write.Delete delete -> in(all, delete.collection()).remove(delete.id());
        }
    }

    private static void put(TreeMap<String, Document> documents, String id, String json) {
        Document there = documents.get(id);
        documents.put(id, new Document(id, json, there == null ? 1 : there.version() + 1));
    }

    private static TreeMap<String, Document> in(
            Map<String, TreeMap<String, Document>> collections, String name) {
        return Optional.ofNullable(collections.get(name)).orElseThrow();
    }

    @Override
    public void clear(String collection) {
        in(collections, collection).clear();
    }

    /** Every batch that took effect, in order. */
    public List<Batch> written() {
        return List.copyOf(written);
    }

    /** All that is stored, for comparison: JSON by collection and id. */
    public Map<String, Map<String, String>> contents() {
        return collections.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                collection ->
                                        collection.getValue().values().stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                Document::id, Document::json))));
    }

    @Override
    public long add(String collection, String id, long delta) {
        long count =
                get(collection, id)
                                .map(document -> Json.COMPACT.readTree(document.json()))
                                .map(json -> json.get("count").asLong())
                                .orElse(0L)
                        + delta;
        write(new Batch().put(collection, id, "{\"count\":" + count + "}"));
        return count;
    }

    @Override
    public void close() {}
}
