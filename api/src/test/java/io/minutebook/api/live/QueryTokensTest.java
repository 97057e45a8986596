package io.minutebook.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tokens are taken out of addresses, and where they are put. */
class QueryTokensTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new QueryTokens());

    private HttpRequest read(String uri, String... authorization) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
        for (String value : authorization) {
            request.headers().add("Authorization", value);
        }
        channel.writeInbound(request);
        return channel.readInbound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws/meetings/m?token=a.b.c",
                "/ws/meetings/m?%74oken=a.b.c",
                "/ws/meetings/m?%74%6f%6B%65%6E=a.b.c",
                "/ws/meetings/%zz?token=a.b.c",
                "/%77s/meetings/m?token=a.b.c",
                "/w%73%2fmeetings/m?token=a.b.c"
            })
    void isTakenOutHoweverTheAddressIsWritten(String uri) {
        HttpRequest request = read(uri);
        assertThat(request.uri()).doesNotContain("a.b.c");
        assertThat(request.headers().get("Authorization")).isEqualTo("Bearer a.b.c");
    }

    @Test
    void leavesWhatIsNoToken() {
        assertThat(read("/ws/meetings/m?resume_from=7&token=a.b.c&epoch=E&%zz=1").uri())
                .isEqualTo("/ws/meetings/m?resume_from=7&epoch=E&%zz=1");
        HttpRequest elsewhere = read("/api/v1/meetings?token=a.b.c");
        assertThat(elsewhere.uri()).isEqualTo("/api/v1/meetings?token=a.b.c");
        assertThat(elsewhere.headers().contains("Authorization")).isFalse();
    }
}
