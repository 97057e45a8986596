package io.minutebook.query.meeting;

import io.minutebook.kernel.Policy;
import io.minutebook.kernel.Role;
import io.minutebook.kernel.RoomId;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.event.BreakoutEvent.Room;
import io.minutebook.kernel.query.MeetingDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as it looks after the event of sequence {@code seq}.
 *
 * @param roles of those who are more than attendees, by user id
 * @param people everybody who asked to join, by user id
 * @param rooms open breakout rooms
 */
public record RoomView(
        long seq,
        long position,
        MeetingDetails details,
        Map<String, Role> roles,
        Policy policy,
        @Nullable String passwordId,
        Map<String, PersonView> people,
        List<NamedRoom> rooms) {

    /** An open breakout room; its texts are null once erased. */
    record NamedRoom(Room room, @Nullable String name, @Nullable String description) {}

    /** The same, as it still is at {@code head}; itself where it is of later. */
    RoomView at(MeetingsView.Head head) {
        return head.seq() <= seq
                ? this
                : new RoomView(
                        head.seq(),
                        head.position(),
                        details,
                        roles,
                        policy,
                        passwordId,
                        people,
                        rooms);
    }

    /** Whether an event that came between changed nothing but the numbers. */
    boolean showsTheSameAs(RoomView before) {
        return details == before.details
                && roles == before.roles
                && policy == before.policy
                && Objects.equals(passwordId, before.passwordId)
                && people == before.people
                && rooms == before.rooms;
    }

    public Role roleOf(UserId user) {
        return roles.getOrDefault(user.value(), Role.ATTENDEE);
    }

    Optional<PersonView> person(UserId user) {
        return Optional.ofNullable(people.get(user.value()));
    }

    /** Those present, in order of arrival. */
    Stream<PersonView> present() {
        return people.values().stream()
                .filter(PersonView::isPresent)
                .sorted(Comparator.comparingLong(PersonView::arrival));
    }

    /** Those waiting, in order of arrival. */
    Stream<PersonView> waiting() {
        return people.values().stream()
                .filter(PersonView::isWaiting)
                .sorted(Comparator.comparingLong(PersonView::arrival));
    }

    int attendance() {
        return (int) people.values().stream().filter(PersonView::joinedBefore).count();
    }

    int active() {
        return (int) people.values().stream().filter(PersonView::isPresent).count();
    }

    int peopleIn(RoomId room) {
        return (int) people.values().stream().filter(person -> room.equals(person.room())).count();
    }

    /**
     * Whether {@code user} may read the meeting: hosts, invited and those who joined, but nobody
     * who waits, is banned or blocked.
     */
    boolean isMember(UserId user) {
        Optional<PersonView> person = person(user);
        if (person.filter(found -> found.isWaiting() || found.banned()).isPresent()) {
            return false;
        }
        return roleOf(user).leads()
                || !policy.blocks(user)
                        && (details.invitedUserIds().contains(user)
                                || person.filter(PersonView::joinedBefore).isPresent());
    }

    /** Those who read nothing of the meeting any longer, by user id. */
    private Set<String> shutOut() {
        return Stream.concat(
                        policy.blockedUsers().stream().filter(user -> !roleOf(user).leads()),
                        people.values().stream().filter(PersonView::banned).map(PersonView::userId))
                .map(UserId::value)
                .collect(Collectors.toSet());
    }

    /** Everybody in whose list of meetings this one stands: nobody who is banned or blocked. */
    Stream<String> listedFor() {
        Set<String> out = shutOut();
        return Stream.of(
                        Stream.of(details.createdBy().value()),
                        roles.keySet().stream(),
                        details.invitedUserIds().stream().map(UserId::value),
                        people.values().stream()
                                .filter(PersonView::joinedBefore)
                                .map(person -> person.userId().value()))
                .flatMap(ids -> ids)
                .filter(user -> !out.contains(user))
                .distinct();
    }
}
