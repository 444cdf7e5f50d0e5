package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// One file or directory, held by a descriptor that neither reads nor writes it (`O_PATH` of open(2)): what is done by
/// [#path] is done to this inode, whoever gives its name to another meanwhile.
public final class HeldPath implements AutoCloseable {
    private static final long SYS_OPENAT2 = 437;
    private static final long HOW_BYTES = 24; // struct open_how
    private static final int O_PATH = 0x200000;
    private static final int O_NOFOLLOW = System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000;

    // openat2(2)
    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_BENEATH = 0x08;
    private static final long RESOLVE_IN_ROOT = 0x10;
    private static final int TRIES = 1000;

    private static final MethodHandle OPENAT2 = LibC.function(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    private final Descriptor descriptor;

    private HeldPath(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /// What `path` leads to for this program, links followed.
    public static HeldPath of(Path path) throws SystemCallException {
        return new HeldPath(Descriptor.of(LibC.open(path.toString(), O_PATH | LibC.CLOEXEC)));
    }

    static HeldPath of(int descriptor) {
        return new HeldPath(Descriptor.of(descriptor));
    }

    /// What `path` leads to for who has this directory as `/`: no link of any kind leads out of it (openat2(2),
    /// `RESOLVE_IN_ROOT`), and those of procfs lead nowhere.
    ///
    /// @param follow whether the last name may be a link too; else a link there stands for itself
    public HeldPath inRoot(String path, boolean follow) throws SystemCallException {
        return open("/" + path, follow ? 0 : O_NOFOLLOW, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
    }

    /// What is in this directory by this name; a link stands for itself.
    ///
    /// @param name one name, not a path
    public HeldPath entry(String name) throws SystemCallException {
        return open(oneName(name), O_NOFOLLOW, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
    }

    /// Which mount it was reached by; a number of one mount namespace's life (proc_pid_fdinfo(5)).
    public String mountId() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/fdinfo/" + descriptor.number())).stream()
                .filter(line -> line.startsWith("mnt_id:"))
                .findFirst()
                .orElse("");
    }

    /// Another descriptor of the same.
    public HeldPath again() throws SystemCallException {
        return of(path());
    }

    /// A way to it that only its own inode answers to; to be followed.
    public Path path() {
        return Path.of("/proc/self/fd/" + descriptor.number());
    }

    /// A way to a name in this directory, for what follows no link at its end (lstat(2), mkdir(2), unlink(2), ...).
    public Path pathOf(String name) {
        return path().resolve(oneName(name));
    }

    private static String oneName(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not one name: " + name);
        }
        return name;
    }

    private HeldPath open(String name, long flags, long resolve) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(name);
            MemorySegment how = arena.allocate(HOW_BYTES, Long.BYTES);
            how.setAtIndex(JAVA_LONG, 0, flags | O_PATH | LibC.CLOEXEC);
            how.setAtIndex(JAVA_LONG, 2, resolve);
            for (int tries = 0; ; tries++) {
                try {
                    return of((int) LibC.call("open " + name, errno -> (long)
                            OPENAT2.invokeExact(errno, SYS_OPENAT2, (long) descriptor.number(), text, how, HOW_BYTES)));
                } catch (SystemCallException e) {
                    // Something was renamed while the kernel went by "..", which it can't tell from an escape.
                    if (e.errno() != SystemCallException.NOTHING_YET || tries == TRIES) {
                        throw e;
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
