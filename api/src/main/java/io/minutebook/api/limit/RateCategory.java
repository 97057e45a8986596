package io.minutebook.api.limit;

/** What is counted together. */
public enum RateCategory {
    /** Creating, planning, starting and ending meetings, policy, breakout administration. */
    MANAGEMENT,
    /** Joining, leaving, tokens, waiting-room decisions. */
    PARTICIPANT,
    /** Messages and reactions, over HTTP and WebSocket together. */
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
