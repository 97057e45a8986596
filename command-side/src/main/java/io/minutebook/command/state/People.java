package io.minutebook.command.state;

import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everybody who asked to join.
 *
 * @param byUser in the order they first asked
 * @param waiting in order of arrival
 */
public record People(Map<UserId, Person> byUser, List<UserId> waiting) {

    static final People NOBODY = new People(Map.of(), List.of());

    public Optional<Person> find(UserId user) {
        return Optional.ofNullable(byUser.get(user));
    }

    public Optional<Person> find(ParticipantId id) {
        return byUser.values().stream()
                .filter(person -> person.participantId().equals(id))
                .findFirst();
    }

    public boolean isAnybodyPresent() {
        return byUser.values().stream().anyMatch(Person::isPresent);
    }

    /** Those present, in the order they first asked. */
    public List<Person> present() {
        return byUser.values().stream().filter(Person::isPresent).toList();
    }

    /** How many places are taken or promised. */
    public int placesHeld() {
        return (int) byUser.values().stream().filter(Person::holdsPlace).count();
    }

    /** Distinct people who were ever present. */
    public int attendance() {
        return (int) byUser.values().stream().filter(Person::joinedBefore).count();
    }

    People with(Person person) {
        Map<UserId, Person> people = new LinkedHashMap<>(byUser);
        people.put(person.userId(), person);
        return new People(people, waitingAfter(person));
    }

    People each(List<UserId> users, UnaryOperator<Person> change) {
        Map<UserId, Person> people = new LinkedHashMap<>(byUser);
        users.forEach(
                user -> people.computeIfPresent(user, (ignored, person) -> change.apply(person)));
        List<UserId> still = waiting.stream().filter(user -> isWaiting(people.get(user))).toList();
        return new People(people, still);
    }

    /** After the end: nobody is present and nobody waits. */
    People allGone() {
        Map<UserId, Person> people = new LinkedHashMap<>(byUser);
        people.replaceAll(
                (user, person) ->
                        person.isWaiting() ? person.at(Person.Door.UNSEEN) : person.gone());
        return new People(people, List.of());
    }

    private List<UserId> waitingAfter(Person person) {
        boolean listed = waiting.contains(person.userId());
        if (listed == person.isWaiting()) {
            return waiting;
        }
        List<UserId> changed = new ArrayList<>(waiting);
        if (listed) {
            changed.remove(person.userId());
        } else {
            changed.add(person.userId());
        }
        return List.copyOf(changed);
    }

    private static boolean isWaiting(@org.jspecify.annotations.Nullable Person person) {
        return person != null && person.isWaiting();
    }
}
