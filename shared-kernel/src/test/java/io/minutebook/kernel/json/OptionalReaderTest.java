package io.minutebook.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionalReaderTest {

    record Patch(Optional<String> name, Optional<List<Integer>> numbers) {}

    @Test
    void tellsAbsentFromNullFromGiven() {
        assertThat(read("{}")).isEqualTo(new Patch(null, null));
        assertThat(read("{\"name\":null,\"numbers\":null}"))
                .isEqualTo(new Patch(Optional.empty(), Optional.empty()));
        assertThat(read("{\"name\":\"a\",\"numbers\":[1]}"))
                .isEqualTo(new Patch(Optional.of("a"), Optional.of(List.of(1))));
    }

    @Test
    void writesWhatItReads() {
        Patch patch = new Patch(Optional.of("a"), Optional.of(List.of(1, 2)));
        assertThat(read(Json.MAPPER.writeValueAsString(patch))).isEqualTo(patch);
    }

    private static Patch read(String json) {
        return Json.MAPPER.readValue(json, Patch.class);
    }
}
