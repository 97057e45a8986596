package io.minutebook.bench;

import io.minutebook.kernel.Caller;
import io.minutebook.kernel.ConnectionId;
import io.minutebook.kernel.MeetingId;
import io.minutebook.kernel.MessageId;
import io.minutebook.kernel.MessageType;
import io.minutebook.kernel.ParticipantId;
import io.minutebook.kernel.Rejection;
import io.minutebook.kernel.UserId;
import io.minutebook.kernel.command.ChatCommand.MessageBody;
import io.minutebook.kernel.command.ChatCommand.SendMessage;
import io.minutebook.kernel.command.LifecycleCommand.CreateMeeting;
import io.minutebook.kernel.command.LifecycleCommand.MeetingPlan;
import io.minutebook.kernel.command.LifecycleCommand.StartMeeting;
import io.minutebook.kernel.command.MeetingCommand;
import io.minutebook.kernel.command.ParticipantCommand.JoinMeeting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;

/** Chat messages sent to running meetings, a bounded number under way at once. */
final class Load {

    private static final Caller HOST = Caller.of(new UserId("host"));

    private final CommandBus bus;
    private final List<MeetingId> meetings = new ArrayList<>();

    /** What a run came to. */
    record Result(double perSecond, double p50Millis, double p99Millis) {}

    /**
     * Starts {@code count} meetings with one person in each.
     *
     * @param count how many
     */
    Load(CommandBus bus, int count) {
        this.bus = bus;
        for (int i = 0; i < count; i++) {
            MeetingId meeting = MeetingId.next();
            MeetingPlan plan =
                    new MeetingPlan("Load", null, null, null, List.of(), List.of(), null);
            Instant now = Instant.now();
            await(new CreateMeeting(meeting, HOST, now, plan, null, null, null));
            await(new StartMeeting(meeting, HOST, now));
            await(
                    new JoinMeeting(
                            meeting,
                            HOST,
                            now,
                            ParticipantId.next(),
                            ConnectionId.next(),
                            false,
                            false,
                            null,
                            null,
                            null));
            meetings.add(meeting);
        }
    }

    /**
     * Callers that each wait for their answer before they go on, as threads of their own.
     *
     * @param callers how many
     * @param times commands in all
     */
    Result callers(int callers, int times) throws InterruptedException {
        long[] nanos = new long[times];
        AtomicLong next = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (int c = 0; c < callers; c++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int i = (int) next.getAndIncrement();
                                                i < times;
                                                i = (int) next.getAndIncrement()) {
                                            long began = System.nanoTime();
                                            await(message());
                                            nanos[i] = System.nanoTime() - began;
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return result(nanos, System.nanoTime() - start);
    }

    /**
     * One caller that sends without waiting, as an event loop does.
     *
     * @param inFlight commands under way at once
     * @param times commands in all
     */
    Result inFlight(int inFlight, int times) throws InterruptedException {
        long[] nanos = new long[times];
        Semaphore places = new Semaphore(inFlight);
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            places.acquire();
            int number = i;
            long began = System.nanoTime();
            bus.dispatch(
                    GenericCommandMessage.asCommandMessage(message()),
                    (command, answer) -> {
                        nanos[number] = System.nanoTime() - began;
                        requireDone(answer);
                        places.release();
                    });
        }
        places.acquire(inFlight);
        return result(nanos, System.nanoTime() - start);
    }

    private SendMessage message() {
        return message(meetings.get(ThreadLocalRandom.current().nextInt(meetings.size())), HOST);
    }

    private static SendMessage message(MeetingId meeting, Caller by) {
        return new SendMessage(
                meeting,
                by,
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                MessageId.next(),
                null,
                new MessageBody(
                        MessageType.TEXT, "A line of ordinary length.", null, null, null, null));
    }

    /** A command that a running meeting refuses, answered. */
    static MeetingId refuse(CommandBus bus, MeetingId meeting, Caller by) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        bus.dispatch(
                GenericCommandMessage.asCommandMessage(
                        new StartMeeting(meeting, by, Instant.now())),
                answer);
        if (!(answer.getResult(60, TimeUnit.SECONDS).exceptionResult() instanceof Rejection)) {
            throw new IllegalStateException("not refused");
        }
        return meeting;
    }

    private void await(MeetingCommand<?> command) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), answer);
        requireDone(answer.getResult(60, TimeUnit.SECONDS));
    }

    private static void requireDone(CommandResultMessage<?> answer) {
        if (answer.isExceptional()) {
            throw new IllegalStateException(answer.exceptionResult());
        }
    }

    private static Result result(long[] nanos, long took) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Result(
                nanos.length * 1e9 / took,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6);
    }
}
