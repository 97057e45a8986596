package io.minutebook.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minutebook.kernel.store.Batch.Write;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreValuesTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 10000", "2147483647, 1"})
    void findsOneToTenThousandDocuments(int offset, int limit) {
        assertThat(find(new ArrayList<>(), offset, limit).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, -1", "0, 10001", "-1, 1"})
    void refusesToFindOutOfBounds(int offset, int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(new ArrayList<>(), offset, limit));
    }

    @Test
    void findsByTheValuesItWasMadeWith() {
        List<Object> equal = new ArrayList<>(List.of("a"));
        Find find = find(equal, 0, 1);

        equal.add("b");

        assertThat(find.equal()).containsExactly("a");
    }

    @Test
    void indexesAtLeastOneField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CollectionSpec.Index("by_nothing", List.of()));
    }

    @Test
    void writesInTheOrderThatWasAsked() {
        Batch batch = new Batch().put("c", "1", "{}").replace("c", "2", 7, "{}").delete("c", "1");

        assertThat(batch.writes())
                .containsExactly(
                        new Write.Put("c", "1", "{}"),
                        new Write.Replace("c", "2", 7, "{}"),
                        new Write.Delete("c", "1"));
    }

    @Test
    void isEmptyUntilSomethingIsAsked() {
        Batch batch = new Batch();

        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.delete("c", "1").isEmpty()).isFalse();
    }

    private static Find find(List<Object> equal, int offset, int limit) {
        return new Find("c", "by_x", equal, null, null, false, offset, limit);
    }
}
