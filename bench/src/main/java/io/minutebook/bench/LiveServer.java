package io.minutebook.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A server that tells what one says in a room to all who are in it, as a process of its own. */
interface LiveServer {

    String name();

    ProcessHandle process();

    /** How long it runs before it is as fast as it gets. */
    Duration warmUp();

    /** How long it then runs in each shape before that is measured. */
    Duration settling();

    /** A new room with that many members, up to 1,000, none of them connected. */
    List<Seat> open(int members) throws IOException, InterruptedException;

    /** Ends every room, once its members are gone. */
    void endRooms() throws IOException, InterruptedException;
}
