package io.minutebook.infra.eventlog.mongo;

import io.minutebook.infra.eventlog.Claim;
import io.minutebook.infra.eventlog.Commit;
import io.minutebook.infra.eventlog.NewEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit as it is stored.
 *
 * @param first position of its first event; the document's {@code _id}
 * @param id the commit's
 * @param recorded in milliseconds
 * @param end the node that wrote it, on the last document of a group: what other nodes wake up on
 */
record CommitDocument(
        long first,
        String id,
        long recorded,
        List<NewEvent> events,
        List<Claim> claims,
        @Nullable String end) {

    static final String COMMITS = "commits";

    static final String FIRST = "_id";
    static final String ID = "commit";
    static final String COUNT = "count";
    static final String RECORDED = "recorded";
    static final String KEYS = "keys";
    static final String CLAIMS = "claims";
    static final String CLAIM = "claim";
    static final String EXPIRES = "expires";
    static final String EVENTS = "events";
    static final String STREAM = "stream";
    static final String SEQUENCE = "sequence";
    static final String ENTRY = "entry";
    static final String PRIVATE = "private";
    static final String SUBJECT = "subject";
    static final String SALT = "salt";
    static final String TEXT = "text";
    static final String END = "end";

    static CommitDocument of(Commit commit, long first, long recorded) {
        return new CommitDocument(
                first, commit.id(), recorded, commit.events(), commit.claims(), null);
    }

    CommitDocument endingAGroup(String node) {
        return new CommitDocument(first, id, recorded, events, claims, node);
    }

    long last() {
        return first + events.size() - 1;
    }

    List<String> keys() {
        return Keys.of(events, claims);
    }
}
