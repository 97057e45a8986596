package io.minutebook.query.chat;

import io.minutebook.kernel.json.Json;
import io.minutebook.kernel.store.Document;
import io.minutebook.kernel.store.Find;
import io.minutebook.query.view.ViewDocuments;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** Stored lines found under several keys, in one order, read a page at a time. */
final class MergedLines extends Spliterators.AbstractSpliterator<StoredLine> {

    private static final int PAGE = 200;

    private final List<Source> sources;
    private final Comparator<StoredLine> order;

    MergedLines(
            ViewDocuments views,
            String index,
            List<List<Object>> keys,
            long from,
            long to,
            boolean descending) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.sources =
                keys.stream()
                        .map(key -> new Source(views, index, key, from, to, descending))
                        .toList();
        Comparator<StoredLine> bySequence = Comparator.comparingLong(StoredLine::seq);
        this.order = descending ? bySequence.reversed() : bySequence;
    }

    @Override
    public boolean tryAdvance(Consumer<? super StoredLine> action) {
        Source next =
                sources.stream()
                        .filter(Source::hasNext)
                        .min(Comparator.comparing(Source::peek, order))
                        .orElse(null);
        if (next == null) {
            return false;
        }
        action.accept(next.poll());
        return true;
    }

    private static final class Source {

        private final ViewDocuments views;
        private final String index;
        private final List<Object> key;
        private final boolean descending;
        private final ArrayDeque<StoredLine> page = new ArrayDeque<>();
        private long from;
        private long to;
        private boolean exhausted;

        Source(
                ViewDocuments views,
                String index,
                List<Object> key,
                long from,
                long to,
                boolean descending) {
            this.views = views;
            this.index = index;
            this.key = key;
            this.from = from;
            this.to = to;
            this.descending = descending;
        }

        boolean hasNext() {
            if (page.isEmpty() && !exhausted) {
                read();
            }
            return !page.isEmpty();
        }

        StoredLine peek() {
            return page.element();
        }

        StoredLine poll() {
            return page.remove();
        }

        private void read() {
            List<Document> found =
                    views.find(new Find(ChatView.LINES, index, key, from, to, descending, 0, PAGE));
            found.forEach(
                    document ->
                            page.add(Json.COMPACT.readValue(document.json(), StoredLine.class)));
            exhausted = found.size() < PAGE;
            if (!page.isEmpty() && descending) {
                to = page.getLast().seq();
            } else if (!page.isEmpty()) {
                from = page.getLast().seq() + 1;
            }
        }
    }
}
