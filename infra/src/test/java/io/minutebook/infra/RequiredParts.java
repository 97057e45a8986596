package io.minutebook.infra;

/** Whether a test may be skipped where a part it needs is not on this machine. */
public final class RequiredParts {

    private RequiredParts() {}

    /** True where {@code MINUTEBOOK_REQUIRE_ALL=true}: nothing is then skipped. */
    public static boolean areAll() {
        return "true".equals(System.getenv("MINUTEBOOK_REQUIRE_ALL"));
    }
}
