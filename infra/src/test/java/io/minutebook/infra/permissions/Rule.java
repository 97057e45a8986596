package io.minutebook.infra.permissions;

import static io.minutebook.infra.permissions.Actor.ATTENDEE;
import static io.minutebook.infra.permissions.Actor.AUDITOR;
import static io.minutebook.infra.permissions.Actor.BANNED;
import static io.minutebook.infra.permissions.Actor.CO_HOST;
import static io.minutebook.infra.permissions.Actor.HOST;
import static io.minutebook.infra.permissions.Actor.INVITED;
import static io.minutebook.infra.permissions.Actor.REMOVED;
import static io.minutebook.infra.permissions.Actor.WAITING;
import static io.minutebook.infra.permissions.Outcome.ABSENT;
import static io.minutebook.infra.permissions.Outcome.FORBIDDEN;
import static io.minutebook.infra.permissions.Outcome.NOT_ACTIVE;
import static io.minutebook.infra.permissions.Outcome.OK;

import java.util.EnumMap;
import java.util.Map;

/** What an action is answered with, for each actor in each state. */
final class Rule {

    private final Map<State, Map<Actor, Outcome>> outcomes = new EnumMap<>(State.class);

    private Rule() {
        for (State state : State.values()) {
            outcomes.put(state, new EnumMap<>(Actor.class));
        }
    }

    Outcome of(State state, Actor actor) {
        return outcomes.get(state).get(actor);
    }

    /** The same answer for everybody, always. */
    static Rule always(Outcome outcome) {
        Rule rule = new Rule();
        for (State state : State.values()) {
            rule.all(state, outcome);
        }
        return rule;
    }

    /** Hosts and co-hosts, while the meeting is in progress. */
    static Rule hosts() {
        return always(FORBIDDEN)
                .leaders(State.SCHEDULED, NOT_ACTIVE)
                .leaders(State.IN_PROGRESS, OK)
                .leaders(State.ENDED, Outcome.ENDED)
                .leaders(State.CANCELLED, NOT_ACTIVE);
    }

    /** Hosts and co-hosts, always. */
    static Rule hostsAlways() {
        Rule rule = always(FORBIDDEN);
        for (State state : State.values()) {
            rule.leaders(state, OK);
        }
        return rule;
    }

    /** Those present. */
    static Rule present() {
        return always(ABSENT)
                .all(State.SCHEDULED, NOT_ACTIVE)
                .leaders(State.IN_PROGRESS, OK)
                .one(State.IN_PROGRESS, ATTENDEE, OK)
                .one(State.IN_PROGRESS, WAITING, FORBIDDEN)
                .all(State.ENDED, Outcome.ENDED)
                .all(State.CANCELLED, NOT_ACTIVE);
    }

    /** Those who may read a meeting. */
    static Rule members() {
        Rule rule = hostsAlways();
        for (State state : State.values()) {
            rule.one(state, ATTENDEE, OK)
                    .one(state, INVITED, OK)
                    .one(state, REMOVED, OK)
                    .one(state, AUDITOR, OK)
                    .one(state, WAITING, FORBIDDEN)
                    .one(state, BANNED, FORBIDDEN);
        }
        return rule;
    }

    Rule all(State state, Outcome outcome) {
        for (Actor actor : Actor.values()) {
            one(state, actor, outcome);
        }
        return this;
    }

    /** Hosts and co-hosts. */
    Rule leaders(State state, Outcome outcome) {
        return one(state, HOST, outcome).one(state, CO_HOST, outcome);
    }

    Rule one(State state, Actor actor, Outcome outcome) {
        outcomes.get(state).put(actor, outcome);
        return this;
    }
}
