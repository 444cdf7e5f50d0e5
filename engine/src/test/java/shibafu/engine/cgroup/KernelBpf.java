package shibafu.engine.cgroup;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// bpf(2) for a test: hands a device program to the kernel's verifier and attaches it to a cgroup.
@SuppressWarnings("restricted")
final class KernelBpf {
    private static final int PROG_LOAD = 5;
    private static final int PROG_ATTACH = 8;
    private static final int PROG_TYPE_CGROUP_DEVICE = 15;
    private static final int CGROUP_DEVICE = 6;
    private static final long SYSCALL_BPF = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
    private static final int ATTRIBUTES_BYTES = 120;
    private static final int O_DIRECTORY = System.getProperty("os.arch").equals("aarch64") ? 0x4000 : 0x10000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_VALUE = ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = LINKER.downcallHandle(
            LINKER.defaultLookup().find("syscall").orElseThrow(),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle OPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().find("open").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = LINKER.downcallHandle(
            LINKER.defaultLookup().find("close").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private KernelBpf() {}

    /// @throws IOException with the verifier's words if it refuses
    static void attach(byte[] program, Path cgroup) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            int loaded = load(program, arena);
            int directory = (int) OPEN.invokeExact(arena.allocateFrom(cgroup.toString()), O_DIRECTORY);
            MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, 8);
            attributes.set(ValueLayout.JAVA_INT, 0, directory);
            attributes.set(ValueLayout.JAVA_INT, 4, loaded);
            attributes.set(ValueLayout.JAVA_INT, 8, CGROUP_DEVICE);
            bpf(PROG_ATTACH, attributes, arena);
            close(directory);
            close(loaded);
        }
    }

    private static int load(byte[] program, Arena arena) throws Throwable {
        MemorySegment code = arena.allocateFrom(ValueLayout.JAVA_BYTE, program);
        MemorySegment log = arena.allocate(1 << 16);
        MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, 8);
        attributes.set(ValueLayout.JAVA_INT, 0, PROG_TYPE_CGROUP_DEVICE);
        attributes.set(ValueLayout.JAVA_INT, 4, program.length / 8);
        attributes.set(ValueLayout.JAVA_LONG, 8, code.address());
        attributes.set(ValueLayout.JAVA_LONG, 16, arena.allocateFrom("Apache").address());
        attributes.set(ValueLayout.JAVA_INT, 24, 1);
        attributes.set(ValueLayout.JAVA_INT, 28, (int) log.byteSize());
        attributes.set(ValueLayout.JAVA_LONG, 32, log.address());
        try {
            return (int) bpf(PROG_LOAD, attributes, arena);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ": " + log.getString(0), e);
        }
    }

    private static long bpf(int command, MemorySegment attributes, Arena arena) throws Throwable {
        MemorySegment state = arena.allocate(ERRNO);
        long result =
                (long) SYSCALL.invokeExact(state, SYSCALL_BPF, (long) command, attributes, (long) ATTRIBUTES_BYTES);
        if (result < 0) {
            throw new IOException("bpf command " + command + ": errno " + (int) ERRNO_VALUE.get(state, 0L));
        }
        return result;
    }

    private static void close(int descriptor) throws Throwable {
        int result = (int) CLOSE.invokeExact(descriptor);
        assert result == 0;
    }
}
