package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/// posix_spawn(3): a program that is about to be executed, in a child with this program's environment and directory.
/// Its standard streams are ours and it has no other descriptors, but where the methods say otherwise. Java's own
/// `ProcessBuilder` executes a helper first, which takes a millisecond.
@SuppressWarnings("restricted")
public final class Spawn implements AutoCloseable {
    /// `posix_spawn_file_actions_t` and `posix_spawnattr_t`, with room to spare.
    private static final int ACTIONS_BYTES = 128;
    private static final int ATTRIBUTES_BYTES = 512;

    private static final int SIGNAL_SET_BYTES = 128;
    private static final short POSIX_SPAWN_SETSIGMASK = 8;

    private static final MethodHandle SPAWN =
            plain("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ACTIONS_INIT = plain("posix_spawn_file_actions_init", ADDRESS);
    private static final MethodHandle ACTIONS_DESTROY = plain("posix_spawn_file_actions_destroy", ADDRESS);
    private static final MethodHandle ADD_DUP2 = plain("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ADD_OPEN =
            plain("posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ADD_CLOSE_FROM =
            plain("posix_spawn_file_actions_addclosefrom_np", ADDRESS, JAVA_INT);

    private static final MemorySegment ATTRIBUTES = attributes();
    private static final MemorySegment ENVIRONMENT =
            Linker.nativeLinker().defaultLookup().find("environ").orElseThrow().reinterpret(ADDRESS.byteSize());

    private final Path program;
    private final List<String> arguments;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment actions = arena.allocate(ACTIONS_BYTES);
    private int used = 3;

    /// @param arguments without the program's name
    public Spawn(Path program, List<String> arguments) throws SystemCallException {
        this.program = program;
        this.arguments = List.copyOf(arguments);
        check("prepare to", () -> (int) ACTIONS_INIT.invokeExact(actions));
    }

    /// Gives it one of our descriptors under this number. It must be larger than all numbers that are given.
    public Spawn descriptor(int number, Descriptor ours) throws SystemCallException {
        check("pass a descriptor to", () -> (int) ADD_DUP2.invokeExact(actions, ours.number(), number));
        used = Math.max(used, number + 1);
        return this;
    }

    /// Opens a file for it, for reading or for writing.
    public Spawn file(int number, Path file, boolean writing) throws SystemCallException {
        MemorySegment name = arena.allocateFrom(file.toString());
        int flags = writing ? LibC.O_WRONLY : 0;
        check("open " + file + " for", () -> (int) ADD_OPEN.invokeExact(actions, number, name, flags, 0));
        return this;
    }

    /// @throws SystemCallException if the program can't be executed
    public Child start() throws SystemCallException {
        int first = used;
        check("close descriptors for", () -> (int) ADD_CLOSE_FROM.invokeExact(actions, first));
        MemorySegment name = arena.allocateFrom(program.toString());
        MemorySegment words = arena.allocate(ADDRESS, arguments.size() + 2L);
        words.setAtIndex(ADDRESS, 0, name);
        for (int i = 0; i < arguments.size(); i++) {
            words.setAtIndex(ADDRESS, i + 1L, arena.allocateFrom(arguments.get(i)));
        }
        MemorySegment pid = arena.allocate(JAVA_INT);
        MemorySegment environment = ENVIRONMENT.get(ADDRESS, 0);
        check("execute", () -> (int) SPAWN.invokeExact(pid, name, actions, ATTRIBUTES, words, environment));
        return new Child(pid.get(JAVA_INT, 0));
    }

    @Override
    public void close() {
        try (arena) {
            check("forget", () -> (int) ACTIONS_DESTROY.invokeExact(actions));
        } catch (SystemCallException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /// Every thread of a JVM but one blocks SIGQUIT, and what is executed would go on to. What they fill is only read
    /// from then on, so one serves all.
    private static MemorySegment attributes() {
        MemorySegment attributes = Arena.global().allocate(ATTRIBUTES_BYTES);
        MemorySegment none = Arena.global().allocate(SIGNAL_SET_BYTES);
        try {
            int error = (int) plain("posix_spawnattr_init", ADDRESS).invokeExact(attributes);
            error |= (int) plain("posix_spawnattr_setsigmask", ADDRESS, ADDRESS).invokeExact(attributes, none);
            error |= (int) plain("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT)
                    .invokeExact(attributes, POSIX_SPAWN_SETSIGMASK);
            if (error != 0) {
                throw new IllegalStateException("error " + error);
            }
            return attributes;
        } catch (Throwable e) {
            throw new IllegalStateException("prepare posix_spawn", e);
        }
    }

    private void check(String what, Function function) throws SystemCallException {
        int error;
        try {
            error = function.call();
        } catch (Throwable e) {
            throw new IllegalStateException(what, e); // a handle and its call disagree: a mistake of this class
        }
        if (error != 0) {
            throw LibC.failure(what + " " + program, error);
        }
    }

    /// These yield an errno, rather than to set it.
    private static MethodHandle plain(String name, MemoryLayout... parameters) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(JAVA_INT, parameters));
    }

    @FunctionalInterface
    private interface Function {
        int call() throws Throwable;
    }
}
