package io.minutebook.api.limit;

/** What is counted together. */
public enum RateCategory {
    /** Creating, planning, starting and ending meetings, policy, breakout administration. */
    MANAGEMENT,
    /** Joining, leaving, tokens, moderation, waiting-room decisions, entering and leaving rooms. */
    PARTICIPANT,
    /** Messages, their edits and deletions, and reactions, over HTTP and WebSocket together. */
    CHAT,
    /** Live status and hand, likewise. */
    STATUS,
    /** Every frame a client sends. */
    WEBSOCKET,
    /** Every GET. */
    READ,
    /** Failed authentication, per address. */
    AUTH
}
