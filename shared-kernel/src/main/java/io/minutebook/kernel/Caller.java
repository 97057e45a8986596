package io.minutebook.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the token says; nothing a client's body says of a person comes in here.
 *
 * @param name the display name, null where the token has none
 * @param email the e-mail address, null where the token has none
 * @param emailVerified whether the issuer vouches for {@code email}
 * @param guest whether the person is anonymous
 */
public record Caller(
        UserId id,
        @Nullable String name,
        @Nullable String email,
        boolean emailVerified,
        boolean guest,
        Set<Scope> scopes) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** A person of whom only the id is known. */
    public static Caller of(UserId id) {
        return new Caller(id, null, null, false, false, Set.of());
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    /** The name shown to others: the token's, else the id. */
    public String displayName() {
        return name == null || name.isBlank() ? id.value() : name;
    }

    /** The part after the last {@code @} of a verified address, in lower case. */
    public Optional<String> verifiedDomain() {
        if (email == null || !emailVerified) {
            return Optional.empty();
        }
        int at = email.lastIndexOf('@');
        return at < 0
                ? Optional.empty()
                : Optional.of(email.substring(at + 1).toLowerCase(Locale.ROOT));
    }
}
