package io.minutebook.api.live;

import io.minutebook.api.security.Authentication;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Takes the token out of the address of a WebSocket and puts it where tokens stand otherwise, if
 * none stands there, before anything that logs, measures or traces can see it.
 */
@ChannelHandler.Sharable
public final class QueryTokens extends ChannelInboundHandlerAdapter
        implements NettyServerCustomizer {

    private static final String NAME = "minutebook.queryTokens";
    private static final String SOCKETS = "/ws/";
    private static final String TOKEN = "token";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]+");

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit(
                (observer, channel, remote) ->
                        channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, this));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            int query = request.uri().indexOf('?');
            if (query >= 0 && isSocket(request.uri().substring(0, query))) {
                takeToken(request, query);
            }
        }
        super.channelRead(context, message);
    }

    private static void takeToken(HttpRequest request, int query) {
        Map<Boolean, List<String>> parameters =
                Arrays.stream(request.uri().substring(query + 1).split("&"))
                        .collect(Collectors.partitioningBy(QueryTokens::isToken));
        List<String> tokens = parameters.getOrDefault(true, List.of());
        List<String> others = parameters.getOrDefault(false, List.of());
        if (tokens.isEmpty()) {
            return;
        }
        request.setUri(request.uri().substring(0, query + 1) + String.join("&", others));
        String token = value(tokens.get(0));
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (Authentication.bearer(authorization).isEmpty() && FORM.matcher(token).matches()) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
        }
    }

    private static boolean isSocket(String path) {
        return path.contains(SOCKETS) || decoded(path).contains(SOCKETS);
    }

    /** However its name is written: what is read later is read decoded. */
    private static boolean isToken(String parameter) {
        int equals = parameter.indexOf('=');
        return decoded(equals < 0 ? parameter : parameter.substring(0, equals)).equals(TOKEN);
    }

    /** Empty where it is not well-formed: no such token is valid. */
    private static String value(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : decoded(parameter.substring(equals + 1));
    }

    /** Empty where it is not well-formed. */
    private static String decoded(String component) {
        try {
            return QueryStringDecoder.decodeComponent(component);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
