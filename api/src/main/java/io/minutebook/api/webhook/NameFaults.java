package io.minutebook.api.webhook;

import io.netty.resolver.dns.DnsErrorCauseException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Why a name could not be looked up. */
final class NameFaults {

    private NameFaults() {}

    /** Whether a name server said that there is no such name, rather than nothing. */
    static boolean isDefinite(UnknownHostException fault) {
        @Nullable Throwable cause = fault;
        while (cause != null) {
            if (cause instanceof DnsErrorCauseException answer) {
                return answer.getCode().intValue() == 3; // NXDOMAIN, RFC 1035
            }
            cause = cause.getCause();
        }
        return false;
    }
}
