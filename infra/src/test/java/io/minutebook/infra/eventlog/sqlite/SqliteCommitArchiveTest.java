package io.minutebook.infra.eventlog.sqlite;

import io.minutebook.infra.eventlog.CommitArchive;
import io.minutebook.infra.eventlog.CommitArchiveContract;
import io.minutebook.infra.eventlog.CommitLog;
import io.minutebook.infra.eventlog.MovedClock;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCommitArchiveTest extends CommitArchiveContract {

    @TempDir Path folder;
    @TempDir Path anotherFolder;

    @Override
    protected CommitLog log(MovedClock clock) {
        return SqliteCommitLog.open(folder, clock);
    }

    @Override
    protected CommitArchive archive() {
        return SqliteCommitArchive.open(folder);
    }

    @Override
    protected CommitArchive another() {
        return SqliteCommitArchive.open(anotherFolder);
    }

    @Override
    protected CommitLog anotherLog(MovedClock clock) {
        return SqliteCommitLog.open(anotherFolder, clock);
    }
}
