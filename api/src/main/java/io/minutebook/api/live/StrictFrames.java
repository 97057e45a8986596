package io.minutebook.api.live;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends connections over frames that RFC 6455 lets nobody accept and the decoder before this does:
 * text that is no UTF-8 (1007), and bits of extensions where none was agreed on (1002).
 */
final class StrictFrames extends Utf8FrameValidator {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof WebSocketFrame frame && frame.rsv() != 0) {
            ReferenceCountUtil.release(message);
            CorruptedWebSocketFrameException fault =
                    new CorruptedWebSocketFrameException(
                            WebSocketCloseStatus.PROTOCOL_ERROR, "no extension was agreed on");
            context.writeAndFlush(
                            new CloseWebSocketFrame(fault.closeStatus().code(), fault.getMessage()))
                    .addListener(ChannelFutureListener.CLOSE);
            throw fault;
        }
        super.channelRead(context, message);
    }
}
