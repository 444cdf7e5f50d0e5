package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Extended attributes of any namespace (xattr(7)); a symbolic link speaks for itself.
public final class Xattr {
    private static final int NOT_PERMITTED = 1; // EPERM
    private static final int NO_DATA = 61; // ENODATA
    private static final int NOT_SUPPORTED = 95; // EOPNOTSUPP
    private static final int LARGEST = 64 << 10; // XATTR_SIZE_MAX, XATTR_LIST_MAX

    private static final FunctionDescriptor SETTER =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final FunctionDescriptor GETTER =
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final FunctionDescriptor LISTER = FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);

    private static final MethodHandle SET = LibC.function("lsetxattr", SETTER);
    private static final MethodHandle GET = LibC.function("lgetxattr", GETTER);
    private static final MethodHandle LIST = LibC.function("llistxattr", LISTER);

    /// The same for what is held, which a link of procfs leads to.
    private static final class OfHeld {
        private static final MethodHandle SET = LibC.function("setxattr", SETTER);
        private static final MethodHandle GET = LibC.function("getxattr", GETTER);
        private static final MethodHandle LIST = LibC.function("listxattr", LISTER);
    }

    private Xattr() {}

    /// @param name with its namespace, such as `security.capability`
    /// @throws SystemCallException if the kernel or the file system refuses it
    public static void set(Path file, String name, byte[] value) throws SystemCallException {
        set(file, false, name, value);
    }

    private static void set(Path file, boolean held, String name, byte[] value) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(file.toString());
            MemorySegment key = arena.allocateFrom(name);
            MemorySegment data = arena.allocate(Math.max(1, value.length));
            MemorySegment.copy(value, 0, data, JAVA_BYTE, 0, value.length);
            long length = value.length;
            LibC.call(
                    "set " + name + " of " + file,
                    errno -> held
                            ? (int) OfHeld.SET.invokeExact(errno, path, key, data, length, 0)
                            : (int) SET.invokeExact(errno, path, key, data, length, 0));
        }
    }

    /// The same; what this user may not set, or this file system not keep, is left out.
    ///
    /// @return whether it is set
    public static boolean setIfPossible(Path file, String name, byte[] value) throws SystemCallException {
        return setIfPossible(file, false, name, value);
    }

    /// The same for what is held.
    public static boolean setIfPossible(HeldPath held, String name, byte[] value) throws SystemCallException {
        return setIfPossible(held.path(), true, name, value);
    }

    private static boolean setIfPossible(Path file, boolean held, String name, byte[] value)
            throws SystemCallException {
        try {
            set(file, held, name, value);
            return true;
        } catch (SystemCallException e) {
            if (e.errno() == NOT_PERMITTED || e.errno() == NOT_SUPPORTED) {
                return false;
            }
            throw e;
        }
    }

    /// All that a file has and this user may see, by name; none where the file system keeps none.
    public static Map<String, byte[]> of(Path file) throws SystemCallException {
        return of(file, false);
    }

    /// The same for what is held.
    public static Map<String, byte[]> of(HeldPath held) throws SystemCallException {
        return of(held.path(), true);
    }

    private static Map<String, byte[]> of(Path file, boolean held) throws SystemCallException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(file.toString());
            MemorySegment names = arena.allocate(LARGEST);
            long length = LibC.call(
                    "list attributes of " + file,
                    errno -> held
                            ? (long) OfHeld.LIST.invokeExact(errno, path, names, (long) LARGEST)
                            : (long) LIST.invokeExact(errno, path, names, (long) LARGEST));
            String text = new String(names.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
            for (String name : text.split("\0", -1)) {
                if (!name.isEmpty()) {
                    get(arena, path, held, name, found);
                }
            }
        } catch (SystemCallException e) {
            if (e.errno() != NOT_SUPPORTED) {
                throw e;
            }
        }
        return found;
    }

    private static void get(Arena arena, MemorySegment path, boolean held, String name, Map<String, byte[]> found)
            throws SystemCallException {
        MemorySegment key = arena.allocateFrom(name);
        MemorySegment value = arena.allocate(LARGEST);
        try {
            long length = LibC.call(
                    "read " + name,
                    errno -> held
                            ? (long) OfHeld.GET.invokeExact(errno, path, key, value, (long) LARGEST)
                            : (long) GET.invokeExact(errno, path, key, value, (long) LARGEST));
            found.put(name, value.asSlice(0, length).toArray(JAVA_BYTE));
        } catch (SystemCallException e) {
            if (e.errno() != NO_DATA) {
                throw e;
            }
        }
    }
}
