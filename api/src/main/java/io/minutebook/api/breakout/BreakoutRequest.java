package io.minutebook.api.breakout;

import io.minutebook.api.Chars;
import io.minutebook.kernel.Caller;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.RoomSettings;
import io.minutebook.kernel.command.BreakoutCommand.OpenRooms;
import io.minutebook.kernel.command.BreakoutCommand.RoomPlan;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rooms to be opened; those of {@code roomCount} that are not described are named in turn.
 *
 * @param reuseLastAssignment a field of this product's own: puts those present back into the rooms
 *     that stand where the ones they were last in stood
 */
record BreakoutRequest(
        @Nullable @Min(1) @Max(ROOMS_MAX) Integer roomCount,
        @Nullable @Size(max = ROOMS_MAX) List<@NotNull @Valid RoomRequest> rooms,
        @Nullable Boolean autoAssign,
        @Nullable Boolean allowParticipantsToChoose,
        @Nullable Boolean allowParticipantsToReturn,
        @Nullable @Min(1) @Max(MINUTES_MAX) Integer timeLimitMinutes,
        @Nullable Boolean reuseLastAssignment) {

    static final int ROOMS_MAX = 50;
    static final int MINUTES_MAX = 1_440;
    static final int NAME_CHARS_MAX = 100;
    static final int CAPACITY_MAX = 1_000;

    /**
     * @param settings absent ones allow everything
     */
    record RoomRequest(
            @Nullable @Chars(min = 1, max = NAME_CHARS_MAX) String name,
            @Nullable @Chars(max = 500) String description,
            @Nullable @Min(1) @Max(CAPACITY_MAX) Integer capacity,
            @Nullable SettingsRequest settings) {}

    record SettingsRequest(@Nullable Boolean allowChat, @Nullable Boolean allowScreenShare) {
        RoomSettings settings() {
            return new RoomSettings(
                    !Boolean.FALSE.equals(allowChat), !Boolean.FALSE.equals(allowScreenShare));
        }
    }

    @AssertTrue(message = "must be at least the number of rooms given, and at least 1")
    public boolean isRoomCount() {
        return roomCount == null ? !given().isEmpty() : roomCount >= given().size();
    }

    private List<RoomRequest> given() {
        return rooms == null ? List.of() : rooms;
    }

    OpenRooms command(MeetingId meeting, Caller caller, Instant at) {
        List<RoomPlan> plans = new ArrayList<>();
        int count = Objects.requireNonNullElse(roomCount, given().size());
        for (int i = 0; i < count; i++) {
            plans.add(i < given().size() ? plan(given().get(i), i) : plan(null, i));
        }
        return new OpenRooms(
                meeting,
                caller,
                at,
                plans,
                Boolean.TRUE.equals(autoAssign),
                Boolean.TRUE.equals(allowParticipantsToChoose),
                Boolean.TRUE.equals(allowParticipantsToReturn),
                timeLimitMinutes,
                Boolean.TRUE.equals(reuseLastAssignment));
    }

    private static RoomPlan plan(@Nullable RoomRequest room, int index) {
        String name = "Breakout Room " + (index + 1);
        return room == null
                ? new RoomPlan(RoomId.next(), name, null, null, RoomSettings.DEFAULT)
                : new RoomPlan(
                        RoomId.next(),
                        Objects.requireNonNullElse(room.name(), name),
                        room.description(),
                        room.capacity(),
                        room.settings() == null
                                ? RoomSettings.DEFAULT
                                : room.settings().settings());
    }
}
