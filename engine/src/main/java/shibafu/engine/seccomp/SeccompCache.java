package shibafu.engine.seccomp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import shibafu.engine.spec.Seccomp;

/// Compiled filters, a file each: `HASH.bpf`, the program after its length and checksum. The name tells the profile,
/// the machine and the compiler's version. It is never needed: what is missing, broken or not to be written is
/// compiled.
public record SeccompCache(Path directory) {
    /// To be raised with every change of what the compiler makes.
    private static final int VERSION = 1;

    private static final int HEADER_BYTES = 8;

    public byte[] program(Seccomp profile, Machine machine) {
        Path file = directory.resolve(ProfileHash.of(VERSION, machine, profile) + ".bpf");
        return read(file).orElseGet(() -> {
            byte[] program = SeccompCompiler.compile(profile, machine);
            write(file, program);
            return program;
        });
    }

    private static Optional<byte[]> read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length <= HEADER_BYTES) {
                return Optional.empty();
            }
            byte[] program = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
            return Arrays.equals(header(program), 0, HEADER_BYTES, bytes, 0, HEADER_BYTES)
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
                        ByteBuffer.allocate(HEADER_BYTES + program.length)
                                .put(header(program))
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

    /// Length and checksum.
    private static byte[] header(byte[] program) {
        CRC32 checksum = new CRC32();
        checksum.update(program);
        return ByteBuffer.allocate(HEADER_BYTES)
                .putInt(program.length)
                .putInt((int) checksum.getValue())
                .array();
    }
}
