package io.minutebook.api.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.minutebook.kernel.Permission;
import io.minutebook.kernel.Policy;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.event.BreakoutEvent;
import io.minutebook.kernel.event.BreakoutEvent.RoomText;
import io.minutebook.kernel.query.PresentPerson;
import io.minutebook.kernel.query.Snapshot;
import io.minutebook.kernel.query.StatusReport;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Parts of frames that have a form of their own. */
final class FrameData {

    private FrameData() {}

    record DeviceInfo(@Nullable String deviceType, @Nullable String browserInfo) {}

    /** The policy without what only hosts may read: domains and blocked people. */
    record OpenPolicy(
            boolean requireWaitingRoom,
            boolean requirePassword,
            boolean allowAnonymousJoin,
            int maxParticipants,
            Permission recordingPermissions,
            Permission screenSharePermissions,
            Permission chatPermissions,
            boolean muteOnEntry,
            boolean disableCamera,
            boolean lockMeeting) {
        static OpenPolicy of(Policy policy) {
            return new OpenPolicy(
                    policy.requireWaitingRoom(),
                    policy.requirePassword(),
                    policy.allowAnonymousJoin(),
                    policy.maxParticipants(),
                    policy.recordingPermissions(),
                    policy.screenSharePermissions(),
                    policy.chatPermissions(),
                    policy.muteOnEntry(),
                    policy.disableCamera(),
                    policy.lockMeeting());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RoomFrame(
            RoomId roomId,
            @Nullable String name,
            @Nullable String description,
            @Nullable Integer capacity) {
        static List<RoomFrame> of(BreakoutEvent.RoomsOpened opened) {
            List<RoomText> texts = opened.roomTexts();
            return IntStream.range(0, opened.rooms().size())
                    .mapToObj(i -> of(opened.rooms().get(i), texts == null ? null : texts.get(i)))
                    .toList();
        }

        private static RoomFrame of(BreakoutEvent.Room room, @Nullable RoomText text) {
            return new RoomFrame(
                    room.roomId(),
                    text == null ? null : text.name(),
                    text == null ? null : text.description(),
                    room.capacity());
        }
    }

    /** A meeting as somebody present finds it: how it stands, and the first people in it. */
    record SnapshotFrame(@JsonUnwrapped StatusReport status, List<PresentPerson> participants) {
        static SnapshotFrame of(Snapshot snapshot) {
            return new SnapshotFrame(snapshot.status(), snapshot.people());
        }
    }
}
