package shibafu.engine.seccomp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import shibafu.engine.spec.Seccomp;

/// Compiled filters, a file each: `HASH.bpf`, the program after a checksum of it. The name tells the profile, the
/// machine and the compiler's version. It is never needed: what is missing, broken or not to be written is compiled.
public record SeccompCache(Path directory) {
    /// To be raised with every change of what the compiler makes.
    private static final int VERSION = 1;

    private static final int CHECKSUM_BYTES = 32;

    public byte[] program(Seccomp profile, Machine machine) {
        String key = VERSION + " " + machine + " " + profile;
        Path file = directory.resolve(HexFormat.of().formatHex(digest(key.getBytes(StandardCharsets.UTF_8))) + ".bpf");
        return read(file).orElseGet(() -> {
            byte[] program = SeccompCompiler.compile(profile, machine);
            write(file, program);
            return program;
        });
    }

    private static Optional<byte[]> read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length <= CHECKSUM_BYTES) {
                return Optional.empty();
            }
            byte[] program = Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
            return Arrays.equals(digest(program), 0, CHECKSUM_BYTES, bytes, 0, CHECKSUM_BYTES)
                    ? Optional.of(program)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, byte[] program) {
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            // Readable to its owner alone, and of a name of its own.
            Path temporary = Files.createTempFile(directory, "new", ".tmp");
            try {
                Files.write(
                        temporary,
                        ByteBuffer.allocate(CHECKSUM_BYTES + program.length)
                                .put(digest(program))
                                .put(program)
                                .array());
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // The next start compiles it again.
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
