package io.minutebook.api.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where word may be sent: not to this machine, nor to the network around it, unless configured so.
 * What a name stands for is judged again whenever it is dialled, see {@link GuardedResolvers}; by
 * then it may stand for something else.
 */
public final class Targets {

    static final int URL_CHARS_MAX = 2_048;

    private static final Pattern NAME =
            Pattern.compile(
                    "[a-z0-9_]([a-z0-9_-]{0,62})?(\\.[a-z0-9_]([a-z0-9_-]{0,62})?)*",
                    Pattern.CASE_INSENSITIVE);

    /** As an address: whoever reads it so may read octal, or fewer parts than four. */
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]*|[0-9]+");

    private static final Pattern PLAIN_IPV4 =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private final boolean allowHttp;
    private final boolean allowPrivate;
    private final HostNames names;

    public Targets(WebhookProperties properties, HostNames names) {
        this.allowHttp = properties.allowHttp();
        this.allowPrivate = properties.allowPrivateTargets();
        this.names = names;
    }

    /**
     * What is wrong with an address of a webhook, and with what its name stands for now; empty
     * where nothing is. A name of which no server can tell just now is none the worse for it.
     */
    public Mono<String> faultOf(String url) {
        return Mono.defer(
                () -> {
                    Optional<String> fault = faultInForm(url);
                    if (fault.isPresent()) {
                        return Mono.just(fault.get());
                    }
                    return allowPrivate ? Mono.empty() : faultOfName(host(URI.create(url)));
                });
    }

    /** Fails where the address alone tells that nothing may be sent there. */
    Mono<Void> requireForm(String url) {
        return Mono.defer(
                () ->
                        faultInForm(url)
                                .<Mono<Void>>map(
                                        fault -> Mono.error(new ForbiddenTargetException(fault)))
                                .orElseGet(Mono::empty));
    }

    private Mono<String> faultOfName(String host) {
        return checkedAddresses(host)
                .then(Mono.<String>empty())
                .onErrorResume(
                        ForbiddenTargetException.class,
                        forbidden -> Mono.just("must not lead to a private or special address"))
                .onErrorResume(
                        UnknownHostException.class,
                        unknown ->
                                NameFaults.isDefinite(unknown)
                                        ? Mono.just("has a host of which no address is known")
                                        : Mono.empty());
    }

    /**
     * The addresses of a host, every one of which may be sent to; fails with {@link
     * ForbiddenTargetException} where one may not.
     */
    Mono<List<InetAddress>> checkedAddresses(String host) {
        byte @Nullable [] literal = NetUtil.createByteArrayFromIpAddressString(host);
        Mono<List<InetAddress>> found =
                literal == null ? names.addressesOf(host) : addressOf(literal);
        return found.flatMap(
                addresses ->
                        addresses.stream().allMatch(address -> allows(AddressKind.of(address)))
                                ? Mono.just(addresses)
                                : Mono.error(
                                        new ForbiddenTargetException(
                                                "leads to a private or special address")));
    }

    private static Mono<List<InetAddress>> addressOf(byte[] literal) {
        return Mono.fromCallable(() -> List.of(InetAddress.getByAddress(literal)));
    }

    private boolean allows(AddressKind kind) {
        return switch (kind) {
            case PUBLIC -> true;
            case PRIVATE -> allowPrivate;
            case NEVER -> false;
        };
    }

    private Optional<String> faultInForm(String url) {
        if (url.length() > URL_CHARS_MAX) {
            return Optional.of("must have at most " + URL_CHARS_MAX + " characters");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            return Optional.of("is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
            return Optional.of(
                    allowHttp ? "must begin with https:// or http://" : "must begin with https://");
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) {
            return Optional.of("must hold no user name or password");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("must have no fragment");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            return Optional.of("has no host and port that can be used");
        }
        return faultInHost(uri);
    }

    private Optional<String> faultInHost(URI uri) {
        String host = host(uri).toLowerCase(Locale.ROOT);
        if (uri.getHost().startsWith("[")) {
            byte @Nullable [] literal =
                    host.indexOf('%') >= 0
                            ? null
                            : NetUtil.createByteArrayFromIpAddressString(host);
            return literal == null || !allows(AddressKind.of(literal))
                    ? Optional.of("must not be a private or special address")
                    : Optional.empty();
        }
        if (NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()) {
            return PLAIN_IPV4.matcher(host).matches() && NetUtil.isValidIpV4Address(host)
                    ? allows(AddressKind.of(NetUtil.createByteArrayFromIpAddressString(host)))
                            ? Optional.empty()
                            : Optional.of("must not be a private or special address")
                    : Optional.of("has no host that can be used");
        }
        if (!NAME.matcher(host).matches()) {
            return Optional.of("has no host that can be used");
        }
        boolean isLocal = host.equals("localhost") || host.endsWith(".localhost");
        return isLocal && !allowPrivate
                ? Optional.of("must not be this machine")
                : Optional.empty();
    }

    /** The host without the brackets of an IPv6 address. */
    private static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
