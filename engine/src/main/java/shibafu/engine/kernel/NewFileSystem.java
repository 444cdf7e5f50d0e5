package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A file system that is being made, to be mounted nowhere: it goes with its descriptor, also when this program
/// is killed (fsopen(2), fsconfig(2), fsmount(2)).
final class NewFileSystem implements AutoCloseable {
    // MOUNT_ATTR_: what is in it is copied and never run or asked for a device
    private static final long NOSUID_NODEV_NOEXEC = 2 | 4 | 8;
    private static final long READ_ONLY = 1;

    private static final long SYS_FSOPEN = 430;
    private static final long SYS_FSCONFIG = 431;
    private static final long SYS_FSMOUNT = 432;
    private static final long CLOSE_ON_EXEC = 1; // FSOPEN_CLOEXEC, FSMOUNT_CLOEXEC
    private static final long SET_FLAG = 0;
    private static final long SET_STRING = 1;
    private static final long CREATE = 6;

    private static final MethodHandle SYSCALL = LibC.function(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    private final String type;
    private final Descriptor context;

    private NewFileSystem(String type, Descriptor context) {
        this.type = type;
        this.context = context;
    }

    static NewFileSystem open(String type) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(type);
            long number = call(
                    "open file system " + type, SYS_FSOPEN, name.address(), CLOSE_ON_EXEC, MemorySegment.NULL, name);
            return new NewFileSystem(type, Descriptor.of((int) number));
        }
    }

    NewFileSystem set(String key, String value) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            configure("set " + key + " of " + type, SET_STRING, arena.allocateFrom(key), arena.allocateFrom(value));
        }
        return this;
    }

    NewFileSystem flag(String key) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            configure("set " + key + " of " + type, SET_FLAG, arena.allocateFrom(key), MemorySegment.NULL);
        }
        return this;
    }

    /// @param what is made, for errors
    HeldPath mount(String what, boolean writable) throws SystemCallException {
        configure("make " + what, CREATE, MemorySegment.NULL, MemorySegment.NULL);
        MemorySegment attributes = MemorySegment.ofAddress(NOSUID_NODEV_NOEXEC | (writable ? 0 : READ_ONLY));
        return HeldPath.of((int)
                call("hold " + what, SYS_FSMOUNT, context.number(), CLOSE_ON_EXEC, attributes, MemorySegment.NULL));
    }

    private void configure(String what, long command, MemorySegment key, MemorySegment value)
            throws SystemCallException {
        call(what, SYS_FSCONFIG, context.number(), command, key, value);
    }

    private static long call(
            String what, long number, long first, long second, MemorySegment third, MemorySegment fourth)
            throws SystemCallException {
        return LibC.call(what, errno -> (long) SYSCALL.invokeExact(errno, number, first, second, third, fourth, 0L));
    }

    @Override
    public void close() {
        context.close();
    }
}
