package io.minutebook.infra.crash;

import io.minutebook.infra.story.Person;
import io.minutebook.infra.story.Person.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** People who talk without a pause, until told to stop, and what they were answered. */
final class Talk implements AutoCloseable {

    private final String meeting;
    private final Set<String> acknowledged;
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private final AtomicInteger said = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /**
     * @param acknowledged takes the id of every message that was acknowledged
     */
    Talk(List<Person> people, String meeting, Set<String> acknowledged) {
        this.meeting = meeting;
        this.acknowledged = acknowledged;
        for (Person person : people) {
            threads.add(Thread.ofPlatform().daemon().start(() -> talk(person)));
        }
    }

    private void talk(Person person) {
        while (!over) {
            try {
                Reply reply = person.says(meeting, "line " + said.incrementAndGet());
                answers.computeIfAbsent(reply.status(), status -> new LongAdder()).increment();
                if (reply.status() == 200) {
                    acknowledged.add(reply.data().path("message_id").asString());
                }
            } catch (CompletionException gone) {
                // nobody answers; what was acknowledged until now is what counts
            }
        }
    }

    /** How many answers there were, by status. */
    Map<Integer, LongAdder> answers() {
        return answers;
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
