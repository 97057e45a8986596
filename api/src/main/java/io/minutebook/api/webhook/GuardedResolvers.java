package io.minutebook.api.webhook;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Looks up where a connection goes, each time one is opened, and lets it go nowhere but to an
 * address that was judged: what is judged is what is connected to.
 */
final class GuardedResolvers extends AddressResolverGroup<InetSocketAddress> {

    private final Targets targets;

    GuardedResolvers(Targets targets) {
        this.targets = targets;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {

            /** None counts as looked up before: those written as numbers are judged too. */
            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return false;
            }

            @Override
            protected void doResolve(InetSocketAddress wanted, Promise<InetSocketAddress> promise) {
                Promise<List<InetSocketAddress>> all = executor().newPromise();
                doResolveAll(wanted, all);
                all.addListener(
                        ignored -> {
                            if (all.isSuccess()) {
                                promise.trySuccess(all.getNow().get(0));
                            } else {
                                promise.tryFailure(all.cause());
                            }
                        });
            }

            @Override
            protected void doResolveAll(
                    InetSocketAddress wanted, Promise<List<InetSocketAddress>> promise) {
                targets.checkedAddresses(wanted.getHostString())
                        .map(
                                addresses ->
                                        addresses.stream()
                                                .map(
                                                        address ->
                                                                new InetSocketAddress(
                                                                        address, wanted.getPort()))
                                                .toList())
                        .subscribe(promise::trySuccess, promise::tryFailure);
            }
        };
    }
}
