package io.minutebook.infra.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key that dev tokens are signed with where none is configured: kept, so that they outlive a
 * restart.
 */
final class DevSecret {

    private static final int BYTES = 32;

    private DevSecret() {}

    /** The key in {@code folder}, made where there is none. */
    static String keptIn(Path folder) {
        Path file = folder.resolve("dev-token-secret");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot keep the key of dev tokens in " + folder, failure);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "dev-token-secret",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                HexFormat.of().formatHex(secret) + "\n",
                StandardOpenOption.TRUNCATE_EXISTING);
        try {
            Files.createLink(file, fresh); // whole or not at all, and never over another's
        } catch (FileAlreadyExistsException another) {
            // theirs is as good
        } finally {
            Files.delete(fresh);
        }
    }
}
