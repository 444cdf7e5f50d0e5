package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An overlay that is mounted nowhere: it goes with its descriptor, also when this program is killed (fsopen(2),
/// fsconfig(2), fsmount(2), and Linux's overlayfs.rst).
public final class DetachedOverlay {
    private static final long SYS_FSOPEN = 430;
    private static final long SYS_FSCONFIG = 431;
    private static final long SYS_FSMOUNT = 432;
    private static final long CLOSE_ON_EXEC = 1; // FSOPEN_CLOEXEC, FSMOUNT_CLOEXEC
    private static final long SET_STRING = 1;
    private static final long CREATE = 6;
    private static final int INVALID = 22; // EINVAL

    // MOUNT_ATTR_: what is in it is copied and never run or asked for a device
    private static final long NOSUID_NODEV_NOEXEC = 2 | 4 | 8;
    private static final long READ_ONLY = 1;

    private static final MethodHandle SYSCALL = LibC.function(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    private DetachedOverlay() {}

    /// One that can only be read.
    ///
    /// @param lower two directories or more, the topmost first
    public static HeldPath readOnly(List<Path> lower) throws SystemCallException {
        return mount(lower, List.of(), List.of(), READ_ONLY);
    }

    /// One that keeps what is written in `upper`.
    public static HeldPath writable(List<Path> lower, Path upper, Path work) throws SystemCallException {
        return mount(lower, List.of("upperdir", "workdir"), List.of(upper, work), 0);
    }

    private static HeldPath mount(List<Path> lower, List<String> keys, List<Path> values, long attributes)
            throws SystemCallException {
        // By descriptors: a value has at most 255 bytes, and no colon or comma in it needs an escape.
        List<HeldPath> held = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (Path layer : lower) {
                held.add(HeldPath.of(layer));
            }
            MemorySegment type = arena.allocateFrom("overlay");
            try (Descriptor fs = Descriptor.of((int)
                    call("open overlayfs", SYS_FSOPEN, type.address(), CLOSE_ON_EXEC, MemorySegment.NULL, type, 0))) {
                layers(fs, held);
                for (int i = 0; i < keys.size(); i++) {
                    held.add(HeldPath.of(values.get(i)));
                    set(fs, keys.get(i), held.getLast().path().toString());
                }
                MemorySegment none = MemorySegment.NULL;
                call("make an overlay of " + lower, SYS_FSCONFIG, fs.number(), CREATE, none, none, 0);
                MemorySegment wanted = MemorySegment.ofAddress(NOSUID_NODEV_NOEXEC | attributes);
                return HeldPath.of(
                        (int) call("hold an overlay", SYS_FSMOUNT, fs.number(), CLOSE_ON_EXEC, wanted, none, 0));
            }
        } finally {
            held.forEach(HeldPath::close);
        }
    }

    private static void layers(Descriptor fs, List<HeldPath> held) throws SystemCallException {
        List<String> paths = held.stream().map(layer -> layer.path().toString()).toList();
        try {
            for (String path : paths) {
                set(fs, "lowerdir+", path);
            }
        } catch (SystemCallException e) {
            if (e.errno() != INVALID) {
                throw e;
            }
            set(fs, "lowerdir", paths.stream().collect(Collectors.joining(":"))); // before Linux 6.8
        }
    }

    private static void set(Descriptor fs, String key, String value) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(key);
            MemorySegment text = arena.allocateFrom(value);
            call("set " + key + " of an overlay", SYS_FSCONFIG, fs.number(), SET_STRING, name, text, 0);
        }
    }

    private static long call(
            String what, long number, long first, long second, MemorySegment third, MemorySegment fourth, long fifth)
            throws SystemCallException {
        return LibC.call(what, errno -> (long) SYSCALL.invokeExact(errno, number, first, second, third, fourth, fifth));
    }
}
