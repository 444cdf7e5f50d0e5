package shibafu.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/// The C loop (`loop.c`), called once for all files, so that the call costs nothing beside the reading.
final class Loop {
    private final MethodHandle read;
    private final MemorySegment files;
    private final int count;

    /// @param library where `loop.c` was compiled to
    /// @param paths what to read
    Loop(Path library, List<Path> paths) throws Throwable {
        Linker linker = Linker.nativeLinker();
        Arena arena = Arena.ofAuto();
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, arena);
        MethodHandle open = linker.downcallHandle(
                symbols.find("loop_open").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        this.read = linker.downcallHandle(
                symbols.find("loop_read").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        this.count = paths.size();
        this.files = arena.allocate(ValueLayout.JAVA_INT, count);
        for (int i = 0; i < count; i++) {
            int file = (int) open.invokeExact(arena.allocateFrom(paths.get(i).toString()));
            if (file < 0) {
                throw new IllegalStateException("open " + paths.get(i) + " from C");
            }
            files.setAtIndex(ValueLayout.JAVA_INT, i, file);
        }
    }

    /// @param numbers whether to take the numbers out too
    long read(boolean numbers) throws Throwable {
        long sum = (long) read.invokeExact(files, count, numbers ? 1 : 0);
        if (sum < 0) {
            throw new IllegalStateException("a file could not be read from C");
        }
        return sum;
    }
}
