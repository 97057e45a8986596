package io.minutebook.infra.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir Path folder;

    @Test
    void refusesASecondOpeningUntilTheFirstIsClosed() {
        try (FolderLock first = FolderLock.take(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(StoreInUseException.class);
        }
        FolderLock.take(folder).close();
    }

    @Test
    void refusesASecondProcessUntilTheFirstIsDead() throws IOException {
        Process other = holder(folder);
        try {
            BufferedReader said = other.inputReader(StandardCharsets.UTF_8);
            assertThat(said.readLine()).isEqualTo("taken");
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(StoreInUseException.class);
        } finally {
            other.destroyForcibly().onExit().join();
        }
        FolderLock.take(folder).close();
    }

    @Test
    void makesTheFolderWhereItIsMissing() {
        Path missing = folder.resolve("a/b");
        FolderLock.take(missing).close();
        assertThat(missing).isDirectory();
    }

    @Test
    void saysThatAFolderCannotBeUsed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> FolderLock.take(file)).isInstanceOf(StoreFailedException.class);
    }

    private static Process holder(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Takes a folder and keeps it until its input ends. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (FolderLock lock = FolderLock.take(Path.of(arguments[0]))) {
                System.out.println(lock == null ? "" : "taken");
                System.in.read();
            }
        }
    }
}
