package io.minutebook.api.breakout;

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

/** Rooms to be opened; those of {@code roomCount} that are not described are named in turn. */
record BreakoutRequest(
        @Nullable @Min(1) @Max(ROOMS_MAX) Integer roomCount,
        @Nullable @Size(max = ROOMS_MAX) List<@NotNull @Valid RoomRequest> rooms,
        @Nullable Boolean autoAssign,
        @Nullable Boolean allowParticipantsToChoose,
        @Nullable Boolean allowParticipantsToReturn,
        @Nullable @Min(1) @Max(1_440) Integer timeLimitMinutes) {

    static final int ROOMS_MAX = 50;

    /**
     * @param settings absent ones allow everything
     */
    record RoomRequest(
            @Nullable @Size(min = 1, max = 100) String name,
            @Nullable @Size(max = 500) String description,
            @Nullable @Min(1) @Max(1_000) Integer capacity,
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
                timeLimitMinutes);
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
