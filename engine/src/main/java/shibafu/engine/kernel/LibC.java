package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/// The C library's functions, each with its errno. The numbers of flags are the same on x86_64 and aarch64.
@SuppressWarnings("restricted")
final class LibC {
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int NONBLOCK = 0x800;
    static final int CLOEXEC = 0x80000;

    private static final long SYS_PIDFD_OPEN = 434; // younger than the C libraries that people have
    private static final long SYS_BPF = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
    private static final int REASON_BYTES = 128;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    // To make one for each call would cost as much as the call.
    private static final ThreadLocal<MemorySegment> ERRNO_OF_THREAD =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle PREAD =
            function("pread", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle WRITE =
            function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle SEEK =
            function("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle POLL =
            function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle EVENTFD =
            function("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle INOTIFY_INIT =
            function("inotify_init1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle INOTIFY_ADD =
            function("inotify_add_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle INOTIFY_REMOVE =
            function("inotify_rm_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SYSCALL = function(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT),
            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle SYSCALL_BPF = function(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LINKER.defaultLookup().find("strerror").orElseThrow(), FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private LibC() {}

    static int open(String file, int flags) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file);
            return (int) call("open " + file, errno -> (int) OPEN.invokeExact(errno, name, flags));
        }
    }

    static void close(int descriptor) throws SystemCallException {
        call("close descriptor", errno -> (int) CLOSE.invokeExact(errno, descriptor));
    }

    static int read(int descriptor, MemorySegment to) throws SystemCallException {
        return (int) call("read", errno -> (long) READ.invokeExact(errno, descriptor, to, to.byteSize()));
    }

    static int pread(int descriptor, MemorySegment to, long offset) throws SystemCallException {
        return (int) call("read", errno -> (long) PREAD.invokeExact(errno, descriptor, to, to.byteSize(), offset));
    }

    static void write(int descriptor, MemorySegment from) throws SystemCallException {
        call("write", errno -> (long) WRITE.invokeExact(errno, descriptor, from, from.byteSize()));
    }

    static void seekEnd(int descriptor) throws SystemCallException {
        call("seek", errno -> (long) SEEK.invokeExact(errno, descriptor, 0L, 2));
    }

    /// @param entries an array of `struct pollfd`
    /// @return how many have something to tell; 0 also if a signal came in between
    static int poll(MemorySegment entries, long count, int timeoutMillis) throws SystemCallException {
        try {
            return (int) call("poll", errno -> (int) POLL.invokeExact(errno, entries, count, timeoutMillis));
        } catch (SystemCallException e) {
            if (e.errno() == SystemCallException.INTERRUPTED) {
                return 0;
            }
            throw e;
        }
    }

    static int eventfd() throws SystemCallException {
        return (int) call("make an eventfd", errno -> (int) EVENTFD.invokeExact(errno, 0, NONBLOCK | CLOEXEC));
    }

    static int inotify() throws SystemCallException {
        return (int) call("use inotify", errno -> (int) INOTIFY_INIT.invokeExact(errno, NONBLOCK | CLOEXEC));
    }

    static int inotifyAdd(int descriptor, String file, int mask) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file);
            return (int) call("watch " + file, errno -> (int) INOTIFY_ADD.invokeExact(errno, descriptor, name, mask));
        }
    }

    static void inotifyRemove(int descriptor, int watch) throws SystemCallException {
        call("stop a watch", errno -> (int) INOTIFY_REMOVE.invokeExact(errno, descriptor, watch));
    }

    static int pidfd(int pid) throws SystemCallException {
        return (int) call("open process " + pid, errno -> (long) SYSCALL.invokeExact(errno, SYS_PIDFD_OPEN, pid, 0));
    }

    /// @param attributes `union bpf_attr`
    static long bpf(String what, int command, MemorySegment attributes) throws SystemCallException {
        return call(what, errno ->
                (long) SYSCALL_BPF.invokeExact(errno, SYS_BPF, (long) command, attributes, attributes.byteSize()));
    }

    static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), type, all);
    }

    static long call(String what, Call function) throws SystemCallException {
        MemorySegment state = ERRNO_OF_THREAD.get();
        long result;
        try {
            result = function.call(state);
        } catch (Throwable e) {
            throw new IllegalStateException(what, e); // a handle and its call disagree: a mistake of this class
        }
        if (result < 0) {
            int errno = (int) ERRNO.get(state, 0L);
            throw failure(what, errno);
        }
        return result;
    }

    static SystemCallException failure(String what, int errno) {
        return new SystemCallException(what, errno, reason(errno));
    }

    private static String reason(int errno) {
        try {
            String text = ((MemorySegment) STRERROR.invokeExact(errno))
                    .reinterpret(REASON_BYTES)
                    .getString(0);
            return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
        } catch (Throwable e) {
            return "error " + errno;
        }
    }

    @FunctionalInterface
    interface Call {
        /// @param errno where the C library's is to be kept
        long call(MemorySegment errno) throws Throwable;
    }
}
