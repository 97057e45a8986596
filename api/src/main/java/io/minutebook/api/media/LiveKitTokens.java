package io.minutebook.api.media;

import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishData;
import io.livekit.server.CanPublishSources;
import io.livekit.server.CanSubscribe;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ErrorCode;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.query.MediaRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Signs tokens for LiveKit rooms, by LiveKit's own signer: its development secret is shorter than
 * others take.
 */
public final class LiveKitTokens {

    private final LiveKitProperties properties;

    public LiveKitTokens(LiveKitProperties properties) {
        this.properties = properties;
    }

    /** Where clients connect to. */
    String url() {
        return Objects.requireNonNullElse(properties.url(), "");
    }

    /**
     * A token that admits {@code caller} to {@code room}, to send what {@code rights} say.
     *
     * @throws Rejection {@code LIVEKIT_TOKEN_ERROR} where LiveKit is not configured
     */
    String sign(Caller caller, String name, String room, MediaRights rights) throws Rejection {
        if (!properties.isComplete()) {
            throw new Rejection(ErrorCode.LIVEKIT_TOKEN_ERROR, "LiveKit is not configured");
        }
        AccessToken token =
                new AccessToken(
                        Objects.requireNonNull(properties.apiKey()),
                        Objects.requireNonNull(properties.apiSecret()));
        token.setIdentity(caller.id().value());
        token.setName(name);
        token.setTtl(properties.tokenTtl().toMillis());
        token.addGrants(
                new RoomJoin(true),
                new RoomName(room),
                new CanSubscribe(true),
                new CanPublish(true),
                new CanPublishData(true),
                new CanPublishSources(sources(rights)));
        return token.toJwt();
    }

    private static List<String> sources(MediaRights rights) {
        List<String> sources = new ArrayList<>(List.of("microphone"));
        if (rights.mayUseCamera()) {
            sources.add("camera");
        }
        if (rights.mayShareScreen()) {
            sources.add("screen_share");
            sources.add("screen_share_audio");
        }
        return sources;
    }
}
