package io.minutebook.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Where word may be sent, in every disguise an address can take. */
class TargetsTest {

    private static final Map<String, List<String>> NAMES =
            Map.of(
                    "example.com",
                    List.of("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"),
                    "inside.example.com",
                    List.of("10.1.2.3"),
                    "half.example.com",
                    List.of("93.184.216.34", "127.0.0.1"),
                    "metadata.example.com",
                    List.of("169.254.169.254"),
                    "nat64.example.com",
                    List.of("64:ff9b::7f00:1"));

    private final Targets closed = targets(false, false);
    private final Targets open = targets(true, true);

    private static Targets targets(boolean allowPrivate, boolean allowHttp) {
        return new Targets(
                new WebhookProperties(
                        allowPrivate, allowHttp, List.of(Duration.ZERO), Duration.ofSeconds(1)),
                TargetsTest::addressesOf);
    }

    private static Mono<List<InetAddress>> addressesOf(String name) {
        List<String> found = NAMES.get(name);
        return found == null
                ? Mono.error(new UnknownHostException(name))
                : Mono.just(found.stream().map(TargetsTest::address).toList());
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static @Nullable String fault(Targets targets, String url) {
        return targets.faultOf(url).block();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/a/b?c=d",
                "https://example.com:8443/hook",
                "HTTPS://EXAMPLE.COM/",
                "https://93.184.216.34/",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]/",
                "https://unknown.example.com/", // of no name server's answer: judged when dialled
            })
    void takesPublicAddresses(String url) {
        assertThat(fault(closed, url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // loopback, private, shared, link-local
                "https://127.0.0.1/",
                "https://127.255.255.254/",
                "https://10.0.0.1/",
                "https://10.255.255.255/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.0.1/",
                "https://100.64.0.1/",
                "https://100.127.255.255/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[fc00::1]/",
                "https://[fdff:ffff::1]/",
                "https://[fe80::1]/",
                "https://[febf::1]/",
                "https://[fec0::1]/",
                "https://[fe80::1%25eth0]/",
                // this network, broadcast, reserved, multicast
                "https://0.0.0.0/",
                "https://0.1.2.3/",
                "https://255.255.255.255/",
                "https://240.0.0.1/",
                "https://224.0.0.1/",
                "https://239.255.255.255/",
                "https://[::]/",
                "https://[ff02::1]/",
                // documentation, benchmarks, protocol assignments
                "https://192.0.2.1/",
                "https://198.51.100.1/",
                "https://203.0.113.1/",
                "https://198.18.0.1/",
                "https://198.19.255.255/",
                "https://192.0.0.1/",
                "https://192.88.99.1/",
                "https://[2001:db8::1]/",
                "https://[3fff::1]/",
                "https://[100::1]/",
                // another address within
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::ffff:8.8.8.8]/",
                "https://[::127.0.0.1]/",
                "https://[::7f00:1]/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[64:ff9b::808:808]/",
                "https://[64:ff9b:1::1]/",
                "https://[2002:7f00:1::]/",
                "https://[2002:808:808::1]/",
                "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
                // another way to write it
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.01/",
                "https://010.0.0.1/",
                "https://1.2.3.4.5/",
                "https://256.256.256.256/",
                "https://127.0.0.1./",
                "https://8.8.8.8./",
                // names of this machine
                "https://localhost/",
                "https://LOCALHOST/",
                "https://localhost./",
                "https://api.localhost/",
                "https://a.b.LocalHost:8443/",
                // names that lead there
                "https://inside.example.com/",
                "https://half.example.com/",
                "https://metadata.example.com/",
                "https://nat64.example.com/",
                // letters and figures that only look alike
                "https://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/",
                "https://127\u30020\u30020\u30021/",
                "https://\uff11\uff12\uff17.0.0.1/",
                "https://ex%61mple.com/",
                "https://%31%32%37.0.0.1/",
                // user names, and what hides behind them
                "https://user@example.com/",
                "https://user:password@example.com/",
                "https://@example.com/",
                "https://example.com@127.0.0.1/",
                "https://example.com:80@127.0.0.1/",
                "https://127.0.0.1\\@example.com/",
                "https://127.0.0.1#@example.com/",
                "https://example.com/#fragment",
                // no such address at all
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "javascript:alert(1)",
                "//example.com/",
                "example.com",
                "https:",
                "https://",
                "https:///path",
                "https:example.com",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:99999999999/",
                "https://exam ple.com/",
                "https://example.com/\n",
                "https://example..com/",
                "https://-example.com/",
                "https://[example.com]/",
                "https://[127.0.0.1]/",
                "https://[::1/",
                "",
                " ",
            })
    void refuses(String url) {
        assertThat(fault(closed, url)).isNotBlank();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(fault(closed, "https://example.com/" + "x".repeat(3_000))).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000/hook",
                "http://localhost:9000/hook",
                "http://10.0.0.1/",
                "https://192.168.1.1/",
                "http://[::1]:9000/",
                "http://[fd00::1]/",
                "http://inside.example.com/",
                "http://receiver:9000/",
            })
    void takesThisNetworkWhereConfigured(String url) {
        assertThat(fault(open, url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0.0.0.0/",
                "http://169.254.169.254/",
                "http://[fe80::1]/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::a00:1]/",
                "http://192.0.2.1/",
                "http://2130706433/",
                "http://user@127.0.0.1/",
            })
    void refusesWhatIsNeverATargetAlsoThen(String url) {
        assertThat(fault(open, url)).isNotBlank();
    }

    @Test
    void judgesEveryAddressWheneverItIsAsked() {
        assertThat(refused(closed, "half.example.com")).isTrue();
        assertThat(refused(closed, "93.184.216.34")).isFalse();
        assertThat(refused(closed, "127.0.0.1")).isTrue();
        assertThat(refused(open, "inside.example.com")).isFalse();
        assertThat(refused(open, "metadata.example.com")).isTrue();
    }

    private static boolean refused(Targets targets, String host) {
        return targets.checkedAddresses(host)
                .map(found -> false)
                .onErrorResume(ForbiddenTargetException.class, forbidden -> Mono.just(true))
                .block();
    }

    /** The edges of each range, from the registries. */
    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, PUBLIC",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.0, PUBLIC",
        "126.255.255.255, PUBLIC",
        "128.0.0.0, PUBLIC",
        "169.253.255.255, PUBLIC",
        "169.255.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.0, PUBLIC",
        "192.0.1.0, PUBLIC",
        "192.167.255.255, PUBLIC",
        "192.169.0.0, PUBLIC",
        "198.17.255.255, PUBLIC",
        "198.20.0.0, PUBLIC",
        "223.255.255.255, PUBLIC",
        "1.0.0.0, PUBLIC",
        "0.255.255.255, NEVER",
        "2000::1, PUBLIC",
        "2001:200::1, PUBLIC",
        "2001:1ff::1, NEVER",
        "2003::1, PUBLIC",
        "2001:db9::1, PUBLIC",
        "3ffe::1, PUBLIC",
        "3fff:1000::1, PUBLIC",
        "4000::1, NEVER",
        "::2, NEVER",
        "fbff::1, NEVER",
        "fc00::, PRIVATE",
        "fe00::1, NEVER"
    })
    void knowsWhereARangeEnds(String address, AddressKind kind) {
        assertThat(AddressKind.of(address(address))).isEqualTo(kind);
    }

    @Test
    void everyKindIsInUse() {
        assertThat(
                        Arrays.asList("8.8.8.8", "10.0.0.1", "0.0.0.0").stream()
                                .map(text -> AddressKind.of(address(text))))
                .containsExactly(AddressKind.PUBLIC, AddressKind.PRIVATE, AddressKind.NEVER);
    }
}
