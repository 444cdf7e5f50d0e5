package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// What hides a name of the layers below in overlayfs: a character device 0/0 (Linux's overlayfs.rst).
public final class WhiteoutNode {
    // By number: the C library has had mknod(3) as a function of its own only since 2021.
    private static final long SYS_MKNODAT = System.getProperty("os.arch").equals("aarch64") ? 33 : 259;
    private static final long AT_FDCWD = -100;
    private static final long CHARACTER_DEVICE = 0020000;

    private static final MethodHandle MKNODAT = LibC.function(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    private WhiteoutNode() {}

    /// Makes one, where nothing stands; any user may.
    public static void make(Path path) throws SystemCallException {
        make(path, CHARACTER_DEVICE, "hide " + path);
    }

    /// @param mode its kind and its permission bits
    static void make(Path path, long mode, String what) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            LibC.call(what, errno -> (long) MKNODAT.invokeExact(errno, SYS_MKNODAT, AT_FDCWD, name, mode, 0L));
        }
    }
}
