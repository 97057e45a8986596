package io.minutebook.api.webhook;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/**
 * Passes on final answers alone (RFC 9110, section 15.2): taken for one, what is only informational
 * would leave the final one to whatever is sent next over that connection. After a 101, which
 * nobody asked for, no HTTP follows: the connection ends.
 */
final class FinalAnswers extends ChannelInboundHandlerAdapter {

    private boolean isSkipping;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse head
                && head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            isSkipping = true;
            if (head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                context.fireExceptionCaught(new IOException("another protocol was answered"));
                context.close();
            }
        }
        if (!isSkipping) {
            context.fireChannelRead(message);
            return;
        }
        isSkipping = !(message instanceof LastHttpContent);
        ReferenceCountUtil.release(message);
        if (!isSkipping && context.channel().isActive()) {
            context.read(); // what was waited for is yet to come
        }
    }
}
