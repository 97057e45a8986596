package io.minutebook.api.webhook;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Asks the machine's hosts file and name servers, without holding up a thread. */
public final class DnsHostNames implements HostNames, AutoCloseable {

    private static final Duration QUERY_MAX = Duration.ofSeconds(3);

    private final DnsNameResolver resolver;

    public DnsHostNames(EventLoopGroup loops) {
        this.resolver =
                new DnsNameResolverBuilder(loops.next())
                        .datagramChannelType(NioDatagramChannel.class)
                        .socketChannelType(NioSocketChannel.class)
                        .queryTimeoutMillis(QUERY_MAX.toMillis())
                        .build();
    }

    @Override
    public Mono<List<InetAddress>> addressesOf(String host) {
        return Mono.create(
                sink ->
                        resolver.resolveAll(host)
                                .addListener(
                                        (Future<List<InetAddress>> answer) -> {
                                            if (answer.isSuccess()) {
                                                sink.success(answer.getNow());
                                            } else {
                                                sink.error(answer.cause());
                                            }
                                        }));
    }

    @Override
    public void close() {
        resolver.close();
    }
}
