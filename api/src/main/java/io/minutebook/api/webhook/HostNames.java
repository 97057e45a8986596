package io.minutebook.api.webhook;

import java.net.InetAddress;
import java.util.List;
import reactor.core.publisher.Mono;

/** Looks up the addresses of names. */
@FunctionalInterface
public interface HostNames {

    /**
     * Every address of {@code host}; fails with {@link java.net.UnknownHostException} where there
     * is none or nobody knows.
     */
    Mono<List<InetAddress>> addressesOf(String host);
}
