package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.kernel.store.Batch;
import io.minutebook.kernel.store.Batch.Write;
import io.minutebook.kernel.store.CollectionSpec;
import io.minutebook.query.given.MemoryDocuments;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewBatchTest {

    record Count(int count) {}

    private final MemoryDocuments store = new MemoryDocuments();
    private final KnownDocuments known = new KnownDocuments();
    private final ViewBatch documents = new ViewBatch(store, Side.A, known);

    @BeforeEach
    void storeOne() {
        store.declare(new CollectionSpec("counts", List.of()));
        store.write(new Batch().put("counts", "one", "{\"count\":1}"));
    }

    @Test
    void readsWhatIsStored() {
        assertThat(documents.get("counts", "one", Count.class)).contains(new Count(1));
        assertThat(documents.get("counts", "two", Count.class)).isEmpty();
    }

    @Test
    void readsWhatItPutItself() {
        documents.put("counts", "one", new Count(2));

        assertThat(documents.get("counts", "one", Count.class)).contains(new Count(2));
    }

    @Test
    void readsNoLongerWhatItDeleted() {
        documents.delete("counts", "one");

        assertThat(documents.get("counts", "one", Count.class)).isEmpty();
    }

    @Test
    void writesEachChangedDocumentOnceAsItWasLast() {
        documents.put("counts", "two", new Count(1));
        documents.put("counts", "two", new Count(2));
        documents.delete("counts", "one");

        assertThat(writes())
                .containsExactlyInAnyOrder(
                        new Write.Put("counts", "two", "{\"count\":2}"),
                        new Write.Delete("counts", "one"));
    }

    @Test
    void writesNothingThatItOnlyRead() {
        documents.get("counts", "one", Count.class);
        documents.get("counts", "two", Count.class);

        assertThat(writes()).isEmpty();
    }

    private List<Write> writes() {
        Batch batch = new Batch();
        documents.writeTo(batch);
        return batch.writes();
    }
}
