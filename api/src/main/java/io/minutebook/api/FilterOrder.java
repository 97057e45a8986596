package io.minutebook.api;

/** The order in which a request passes what stands before the routes. */
public final class FilterOrder {

    public static final int CROSS_ORIGIN = -1;
    public static final int AUTHENTICATION = 0;
    public static final int RATE_LIMIT = 1;

    private FilterOrder() {}
}
