package io.minutebook.kernel;

/** What people may do in a breakout room, beside what the meeting's policy allows. */
public record RoomSettings(boolean allowChat, boolean allowScreenShare) {

    public static final RoomSettings DEFAULT = new RoomSettings(true, true);
}
