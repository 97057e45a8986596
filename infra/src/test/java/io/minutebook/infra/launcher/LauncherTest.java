package io.minutebook.infra.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as it stands in the repository, with a JDK and a Maven that only note what is asked.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Unpacks, writes an archive, or says what it would run. */
    private static final String JAVA =
            """
            #!/bin/sh
            for last; do :; done
            case " $* " in
            *" extract "*) mkdir -p "$last" && cp "$3" "$last/" ;;
            *-XX:ArchiveClassesAtExit=*)
                for each; do
                    case $each in
                    -XX:ArchiveClassesAtExit=*) echo classes >"${each#*=}" ;;
                    esac
                done
                ;;
            *)
                echo "ran with: $*"
                [ "$last" != wait ] || exec sleep 60
                ;;
            esac
            """;

    /** Builds once the file {@code go} is there. */
    private static final String MAVEN =
            """
            #!/bin/sh
            echo "$*" >>builds
            tries=0
            while [ ! -f go ] && [ "$tries" -lt 600 ]; do
                tries=$((tries + 1))
                sleep 0.05
            done
            [ ! -f broken ] || { echo "cannot find symbol"; exit 1; }
            mkdir -p infra/target && echo jar >infra/target/infra-1-exec.jar
            """;

    @TempDir Path temp;
    private Path root;
    private Path jdk;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void checkOut() throws IOException {
        root = Files.createDirectories(temp.resolve("a checkout"));
        Files.copy(Path.of("..", "minutebook"), root.resolve("minutebook"));
        executable(root.resolve("minutebook"), Files.readString(root.resolve("minutebook")));
        source("pom.xml");
        for (String module :
                List.of("shared-kernel", "command-side", "query-side", "api", "infra")) {
            source(module + "/pom.xml");
            source(module + "/src/main/java/A.java");
        }
        jdk = jdk("a jdk", "21.0.1");
        executable(temp.resolve("bin/mvn"), MAVEN);
        Files.createFile(root.resolve("go"));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void buildsOnceAndRunsTheJarWithWhatItWasGiven() throws IOException {
        Run first = run("dev", "--data", "two words");
        assertThat(first.status()).as(first.errors()).isZero();
        assertThat(first.output())
                .contains("--enable-native-access=ALL-UNNAMED")
                .contains("infra-1-exec.jar dev --data two words");
        assertThat(run("dev").status()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void usesTheArchiveOfClassesItMade() {
        run("dev");
        assertThat(run("dev").output()).contains("-XX:SharedArchiveFile=");
    }

    @Test
    void buildsAgainAfterASourceChangedOrWentAway() throws IOException {
        run("dev");
        Path source = source("api/src/main/java/B.java");
        changedIn(source, 2);
        run("dev");
        assertThat(builds()).hasSize(2);
        changedIn(root.resolve("infra/target/minutebook/stamp"), 4);
        Files.delete(source);
        changedIn(source.getParent(), 6);
        run("dev");
        assertThat(builds()).hasSize(3);
    }

    @Test
    void worksFromAnywhereThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("bin/mb"), root.resolve("minutebook"));
        Run run = await(start(temp.resolve("bin"), link.toString(), "serve"));
        assertThat(run.output()).contains("infra-1-exec.jar serve");
    }

    @Test
    void ofTwoAtOnceOneBuildsAndTheOtherWaits() throws IOException {
        Files.delete(root.resolve("go"));
        Process one = start(root, "./minutebook", "dev");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(root.resolve("builds")));
        Process other = start(root, "./minutebook", "serve");
        Path errors = errorsOf(other);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.readString(errors).contains("waiting for another build"));
        Files.createFile(root.resolve("go"));
        assertThat(await(one).status()).isZero();
        assertThat(await(other).output()).contains("infra-1-exec.jar serve");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void aLockWhoseOwnerDiedHoldsNobodyUp() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        assertThat(dead.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Path lock = Files.createDirectories(root.resolve("infra/target/minutebook.lock"));
        Files.createFile(lock.resolve(Long.toString(dead.pid())));
        assertThat(run("dev").status()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void endsItsBuildWhenToldToAndLeavesNoLock() throws IOException {
        Files.delete(root.resolve("go"));
        Process building = start(root, "./minutebook", "dev");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(root.resolve("builds")));
        building.destroy();
        assertThat(await(building).status()).isEqualTo(143);
        assertThat(root.resolve("infra/target/minutebook.lock")).doesNotExist();
        assertThat(building.descendants()).isEmpty();
    }

    @Test
    void signalsReachTheProduct() {
        run("dev");
        Process running = start(root, "./minutebook", "wait");
        Path output = outputOf(running);
        Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(output).contains("ran"));
        assertThat(running.children()).isEmpty();
        running.destroy();
        assertThat(await(running).status()).isEqualTo(143);
    }

    @Test
    void aFailedBuildSaysWhyAndIsTriedAgain() throws IOException {
        Files.createFile(root.resolve("broken"));
        Run failed = run("dev");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.errors()).contains("cannot find symbol");
        Files.delete(root.resolve("broken"));
        assertThat(run("dev").status()).isZero();
    }

    @Test
    void passesOverAnOldJdk() throws IOException {
        Path usual = jdk("usual/jdk-25", "25");
        usualFolders(usual.getParent());
        jdk = jdk("old jdk", "17.0.15");
        assertThat(run("dev").status()).isZero();
    }

    @Test
    void saysInOneLineThatAJdkIsMissing() throws IOException {
        usualFolders(temp.resolve("nowhere"));
        jdk = jdk("old jdk", "17.0.15");
        Run run = run("dev");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors().lines()).hasSize(1).first().asString().contains("JDK 21");
    }

    @Test
    void saysInOneLineThatMavenIsMissing() throws IOException {
        Files.delete(temp.resolve("bin/mvn"));
        Path tools = Files.createDirectories(temp.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "sed", "ps", "mkdir", "ls", "rm", "rmdir")) {
            Path found = Path.of("/usr/bin", tool);
            String real = Files.exists(found) ? found.toString() : "/bin/" + tool;
            executable(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
        }
        Run run = await(startOn(tools.toString(), root, "./minutebook", "dev"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors().lines()).hasSize(1).first().asString().contains("mvn");
    }

    private record Run(int status, String output, String errors) {}

    private Run run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./minutebook"));
        command.addAll(List.of(arguments));
        return await(start(root, command.toArray(String[]::new)));
    }

    private Process start(Path folder, String... command) {
        return startOn(temp.resolve("bin") + ":/usr/bin:/bin", folder, command);
    }

    private Process startOn(String path, Path folder, String... command) {
        try {
            int number = started.size();
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(temp.resolve("out" + number).toFile())
                            .redirectError(temp.resolve("err" + number).toFile());
            builder.environment().put("PATH", path);
            builder.environment().put("JAVA_HOME", jdk.toString());
            Process process = builder.start();
            started.add(process);
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path outputOf(Process process) {
        return temp.resolve("out" + started.indexOf(process));
    }

    private Path errorsOf(Process process) {
        return temp.resolve("err" + started.indexOf(process));
    }

    private Run await(Process process) {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ended within %s", PATIENCE)
                    .isTrue();
            return new Run(
                    process.exitValue(),
                    Files.readString(outputOf(process)),
                    Files.readString(errorsOf(process)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(root.resolve("builds"));
    }

    private Path source(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "source");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
        return file;
    }

    private static void changedIn(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private Path jdk(String name, String version) throws IOException {
        Path folder = temp.resolve(name);
        executable(folder.resolve("bin/java"), JAVA);
        executable(folder.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    /** Has the launcher look for JDKs in {@code folder} where it would in the machine's own. */
    private void usualFolders(Path folder) throws IOException {
        Path launcher = root.resolve("minutebook");
        String text =
                Files.readString(launcher)
                        .replace("/usr/lib/jvm/*", "\"" + folder + "\"/*")
                        .replaceAll(" /(usr|opt|Library)/[^ ]*\\*[^ ]*", " /nowhere/*")
                        .replace("java -XshowSettings", "false -XshowSettings");
        executable(launcher, text);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
