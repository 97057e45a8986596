package io.minutebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    private static final UserId BOB = new UserId("bob");

    @Test
    void isOpenToAHundredByDefault() {
        assertThat(Policy.DEFAULT)
                .isEqualTo(
                        new Policy(
                                false,
                                false,
                                false,
                                100,
                                List.of(),
                                List.of(),
                                Permission.HOST,
                                Permission.ALL,
                                Permission.ALL,
                                false,
                                false,
                                false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void hasOneToAThousandPlaces(int places) {
        assertThat(policy(places, List.of(), List.of()).maxParticipants()).isEqualTo(places);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 1_001})
    void refusesPlacesOutOfBounds(int places) {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(places, List.of(), List.of()));
    }

    @Test
    void holdsAHundredDomainsAndFiveHundredBlockedUsers() {
        assertThat(policy(1, domains(100), users(500)).blockedUsers()).hasSize(500);
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, domains(101), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, List.of(), users(501)));
    }

    @Test
    void keepsTheListsItWasMadeWith() {
        List<UserId> blocked = new ArrayList<>(List.of(BOB));
        Policy policy = policy(1, List.of(), blocked);

        blocked.clear();

        assertThat(policy.blocks(BOB)).isTrue();
        assertThat(policy.blocks(new UserId("carol"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ALL, HOST, true",
        "ALL, CO_HOST, true",
        "ALL, ATTENDEE, true",
        "HOST, HOST, true",
        "HOST, CO_HOST, true",
        "HOST, ATTENDEE, false",
        "NONE, HOST, false",
        "NONE, CO_HOST, false",
        "NONE, ATTENDEE, false",
    })
    void permissionsAllow(Permission permission, Role role, boolean allowed) {
        assertThat(permission.allows(role)).isEqualTo(allowed);
    }

    private static Policy policy(int places, List<String> domains, List<UserId> blocked) {
        return new Policy(
                false,
                false,
                false,
                places,
                domains,
                blocked,
                Permission.ALL,
                Permission.ALL,
                Permission.ALL,
                false,
                false,
                false);
    }

    private static List<String> domains(int count) {
        return IntStream.range(0, count).mapToObj(i -> "d" + i + ".example").toList();
    }

    private static List<UserId> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> new UserId("u" + i)).toList();
    }
}
