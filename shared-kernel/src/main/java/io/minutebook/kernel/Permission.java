package io.minutebook.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whom a policy lets do a thing. */
public enum Permission {
    @JsonProperty("all")
    ALL,
    /** Hosts and co-hosts. */
    @JsonProperty("host")
    HOST,
    /** Nobody, hosts neither. */
    @JsonProperty("none")
    NONE;

    public boolean allows(Role role) {
        return switch (this) {
            case ALL -> true;
            case HOST -> role.leads();
            case NONE -> false;
        };
    }
}
