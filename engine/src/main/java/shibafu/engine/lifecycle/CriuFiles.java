package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.ShibafuException;
import shibafu.engine.criu.CriuLog;
import shibafu.engine.criu.CriuSubject;
import shibafu.engine.criu.Descriptors;
import shibafu.engine.criu.SeenMount;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.JsonList;
import shibafu.engine.spec.LinuxSpec.NamespaceType;

/// What is read and written around a call of criu: the process before, its log after, and what stands beside the image.
final class CriuFiles {
    /// The file of options that holds for all containers, as with runc.
    private static final Path USUAL_CONFIG = Path.of("/etc/criu/runc.conf");

    private CriuFiles() {}

    static Optional<Path> usualConfig() {
        return Optional.of(USUAL_CONFIG).filter(Files::exists);
    }

    /// Makes the directory if it is missing; only its owner may look into it, as there is all of a program's memory.
    static void makeDirectory(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory,
                        java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                                java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new ShibafuException("make directory " + directory + ": " + IoReason.of(e), e);
        }
    }

    /// What a container's first process looks like.
    static CriuSubject subject(int pid, Optional<Path> freezer) {
        Path proc = Path.of("/proc", Integer.toString(pid));
        try {
            List<SeenMount> mounts =
                    SeenMount.parse(Files.readAllLines(proc.resolve("mountinfo"), StandardCharsets.ISO_8859_1));
            List<String> descriptors = new ArrayList<>();
            for (int fd = 0; fd < 3; fd++) {
                descriptors.add(descriptor(proc, fd, mounts));
            }
            return new CriuSubject(pid, freezer, mounts, namespaces(proc), descriptors);
        } catch (IOException e) {
            throw new ShibafuException("look at process " + pid + ": " + IoReason.of(e), e);
        }
    }

    private static Map<NamespaceType, Long> namespaces(Path proc) throws IOException {
        Map<NamespaceType, Long> inodes = new EnumMap<>(NamespaceType.class);
        for (NamespaceType type : NamespaceType.values()) {
            Path file = proc.resolve("ns").resolve(type.procName());
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                inodes.put(type, (Long) Files.getAttribute(file, "unix:ino"));
            }
        }
        return inodes;
    }

    private static String descriptor(Path proc, int fd, List<SeenMount> mounts) throws IOException {
        Path link = proc.resolve("fd").resolve(Integer.toString(fd));
        String target;
        try {
            target = Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException e) {
            return ""; // it has closed it
        }
        OptionalLong mount = mountOf(proc.resolve("fdinfo").resolve(Integer.toString(fd)));
        boolean outside = mount.isPresent() && mounts.stream().noneMatch(seen -> seen.id() == mount.getAsLong());
        // A terminal is criu's own affair (--shell-job).
        if (!target.startsWith("/") || target.startsWith("/dev/pts/") || !outside) {
            return target;
        }
        return Descriptors.file(mount.orElseThrow(), (Long) Files.getAttribute(link, "unix:ino"));
    }

    private static OptionalLong mountOf(Path fdinfo) throws IOException {
        return Files.readAllLines(fdinfo).stream()
                .filter(line -> line.startsWith("mnt_id:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("mnt_id:".length()).strip()))
                .findFirst();
    }

    static void writeDescriptors(Path images, List<String> descriptors) {
        Path file = images.resolve(Descriptors.FILE);
        try {
            Files.write(file, JsonList.write(descriptors));
        } catch (IOException e) {
            throw new ShibafuException("write " + file + ": " + IoReason.of(e), e);
        }
    }

    /// None where there is no such file: an image of somebody else's.
    static List<String> readDescriptors(Path images) {
        Path file = images.resolve(Descriptors.FILE);
        try {
            return JsonList.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new ShibafuException("read " + file + ": " + IoReason.of(e), e);
        }
    }

    /// The end of an error's text: what criu's log says, and where it is.
    static String why(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return lines.isEmpty() ? "; " + log + " is empty" : ": " + CriuLog.words(lines) + "; see " + log;
        } catch (IOException e) {
            return "; it left no log " + log;
        }
    }
}
