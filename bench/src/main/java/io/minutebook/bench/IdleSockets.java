package io.minutebook.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a server holds for a connection on which nothing happens, each of a member of its own. */
final class IdleSockets {

    static final String HEAD =
            """
            | server | resident KB per socket, 1st thousand | 2nd thousand | heap KB per socket, 1st thousand | 2nd thousand |
            | --- | ---: | ---: | ---: | ---: |""";

    private static final int THOUSAND = 1_000;

    private IdleSockets() {}

    /** What is there without a connection, with a thousand and with two. */
    static String row(LiveServer server) throws IOException, InterruptedException {
        boolean hasHeap = server instanceof MeasuredNode;
        List<List<Seat>> seats = List.of(server.open(THOUSAND), server.open(THOUSAND));
        List<LiveRoom> rooms = new ArrayList<>();
        // what the first connections bring with them is no socket's own
        LiveRoom.of(seats.get(0).subList(0, 100), "").close();
        List<Long> heaps = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        heaps.add(hasHeap ? Memory.heap(server.process()) : 0);
        resident.add(Memory.resident(server.process()));
        for (List<Seat> thousand : seats) {
            rooms.add(LiveRoom.of(thousand, ""));
            heaps.add(hasHeap ? Memory.heap(server.process()) : 0);
            resident.add(Memory.resident(server.process()));
        }
        rooms.forEach(LiveRoom::close);
        server.endRooms();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |",
                server.name(),
                each(resident, 1),
                each(resident, 2),
                hasHeap ? each(heaps, 1) : "",
                hasHeap ? each(heaps, 2) : "");
    }

    private static String each(List<Long> bytes, int thousand) {
        double grown = bytes.get(thousand) - bytes.get(thousand - 1);
        return String.format(Locale.ROOT, "%.1f", grown / THOUSAND / 1024);
    }
}
