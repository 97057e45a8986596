package io.minutebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTest {

    private static final UserId BOB = new UserId("bob");

    @ParameterizedTest
    @CsvSource({"Bob Builder, Bob Builder", "'', bob", "' ', bob", ", bob"})
    void isShownByNameElseById(String name, String shown) {
        assertThat(new Caller(BOB, name, null, false, false, Set.of()).displayName())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "bob@example.com, true, example.com",
        "bob@EXAMPLE.Com, true, example.com",
        "'\"bob@home\"@example.com', true, example.com",
        "bob@example.com, false,",
        "bob, true,",
        ", true,",
    })
    void isOfTheDomainOfAVerifiedAddress(String email, boolean verified, String domain) {
        assertThat(new Caller(BOB, null, email, verified, false, Set.of()).verifiedDomain())
                .isEqualTo(Optional.ofNullable(domain));
    }

    @Test
    void isNothingButAnIdWhereNothingElseIsKnown() {
        assertThat(Caller.of(BOB)).isEqualTo(new Caller(BOB, null, null, false, false, Set.of()));
    }

    @Test
    void keepsTheScopesItWasMadeWith() {
        Set<Scope> scopes = new HashSet<>(Set.of(Scope.AUDIT_READ));
        Caller caller = new Caller(BOB, null, null, false, false, scopes);

        scopes.add(Scope.RECORDS_MANAGE);

        assertThat(caller.has(Scope.AUDIT_READ)).isTrue();
        assertThat(caller.has(Scope.RECORDS_MANAGE)).isFalse();
    }

    @Test
    void knowsTheScopesOfTheContract() {
        assertThat(Arrays.stream(Scope.values()).map(Scope::claim))
                .containsExactly("audit:read", "events:read", "webhooks:manage", "records:manage");
    }

    @ParameterizedTest
    @EnumSource
    void findsAScopeByItsClaim(Scope scope) {
        assertThat(Scope.of(scope.claim())).contains(scope);
    }

    @Test
    void passesOverUnknownScopes() {
        assertThat(Scope.of("openid")).isEmpty();
        assertThat(Scope.of("AUDIT_READ")).isEmpty();
    }
}
