package io.minutebook.api.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;

/**
 * Whether something may be sent to an address, by the special-purpose registries of IANA for IPv4
 * and IPv6.
 */
enum AddressKind {
    /** Anywhere on the internet. */
    PUBLIC,
    /** This machine or the network around it: only where configured. */
    PRIVATE,
    /** Nothing that a webhook could be at, or another address in disguise. */
    NEVER;

    private static final List<Range> RANGES =
            List.of(
                    new Range("0.0.0.0/8", NEVER), // this network
                    new Range("10.0.0.0/8", PRIVATE),
                    new Range("100.64.0.0/10", PRIVATE), // shared by carriers
                    new Range("127.0.0.0/8", PRIVATE), // loopback
                    new Range("169.254.0.0/16", NEVER), // link-local: the clouds' metadata
                    new Range("172.16.0.0/12", PRIVATE),
                    new Range("192.0.0.0/24", NEVER), // protocol assignments
                    new Range("192.0.2.0/24", NEVER), // documentation
                    new Range("192.88.99.0/24", NEVER), // relays of 6to4
                    new Range("192.168.0.0/16", PRIVATE),
                    new Range("198.18.0.0/15", NEVER), // benchmarks
                    new Range("198.51.100.0/24", NEVER), // documentation
                    new Range("203.0.113.0/24", NEVER), // documentation
                    new Range("224.0.0.0/4", NEVER), // multicast
                    new Range("240.0.0.0/4", NEVER), // reserved, and broadcast
                    new Range("0.0.0.0/0", PUBLIC),
                    new Range("::1/128", PRIVATE), // loopback
                    new Range("fc00::/7", PRIVATE), // unique local
                    new Range("2001::/23", NEVER), // protocol assignments, and Teredo
                    new Range("2001:db8::/32", NEVER), // documentation
                    new Range("2002::/16", NEVER), // 6to4
                    new Range("3fff::/20", NEVER), // documentation
                    new Range("2000::/3", PUBLIC),
                    // the rest: unspecified, IPv4 mapped and compatible, NAT64 (64:ff9b::/96 and
                    // 64:ff9b:1::/48), discard, link-local, site-local, multicast, unassigned
                    new Range("::/0", NEVER));

    static AddressKind of(InetAddress address) {
        return of(address.getAddress());
    }

    /**
     * @param address 4 or 16 bytes
     */
    static AddressKind of(byte[] address) {
        return RANGES.stream()
                .filter(range -> range.contains(address))
                .map(Range::kind)
                .findFirst()
                .orElse(NEVER);
    }

    /** A network, the first that an address is in says what it is. */
    private record Range(byte[] network, int bits, AddressKind kind) {

        Range(String network, AddressKind kind) {
            this(
                    NetUtil.createByteArrayFromIpAddressString(
                            network.substring(0, network.indexOf('/'))),
                    Integer.parseInt(network.substring(network.indexOf('/') + 1)),
                    kind);
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
