package io.minutebook.infra.permissions;

/** How somebody stands to a meeting. */
enum Actor {
    HOST("host", "created it, and is present"),
    CO_HOST("co-host", "was made one, and is present"),
    ATTENDEE("attendee", "is present"),
    INVITED("invited", "is invited and never came"),
    WAITING("waiting", "is in the waiting room"),
    REMOVED("removed", "was present and was put out"),
    BANNED("banned", "was present and was put out for good"),
    STRANGER("stranger", "has nothing to do with it"),
    GUEST("guest", "is anonymous and never came"),
    AUDITOR("auditor", "holds `audit:read` and never came"),
    MANAGER("manager", "holds `webhooks:manage` and never came");

    private final String label;
    private final String meaning;

    Actor(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    /** Whether there are such people before a meeting starts. */
    boolean isThereBefore() {
        return switch (this) {
            case HOST, INVITED, STRANGER, GUEST, AUDITOR, MANAGER -> true;
            case CO_HOST, ATTENDEE, WAITING, REMOVED, BANNED -> false;
        };
    }
}
