package shibafu.engine.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;

/// The eBPF program of ours that decides which devices the processes of a v2 cgroup may open: bpf(2). Programs that
/// others attached to the same cgroup stay as they are; a device is open only where all of them allow it.
public final class DeviceFilter {
    /// What the stub calls the programs that it attaches: how ours are told from others.
    private static final String NAME = "shibafu_devices";

    // enum bpf_cmd, enum bpf_prog_type, enum bpf_attach_type and flags of include/uapi/linux/bpf.h.
    private static final int PROG_LOAD = 5;
    private static final int PROG_ATTACH = 8;
    private static final int PROG_DETACH = 9;
    private static final int PROG_GET_FD_BY_ID = 13;
    private static final int OBJ_GET_INFO_BY_FD = 15;
    private static final int PROG_QUERY = 16;
    private static final int PROG_TYPE_CGROUP_DEVICE = 15;
    private static final int CGROUP_DEVICE = 6;
    private static final int ALLOW_MULTI = 2;
    private static final int REPLACE = 4;

    private static final int INSTRUCTION_BYTES = 8;
    private static final int ATTRIBUTES_BYTES = 120;
    private static final int INFO_BYTES = 80; // of struct bpf_prog_info, up to and with its name
    private static final int INFO_NAME = 64;
    private static final int MOST_PROGRAMS = 64; // BPF_CGROUP_MAX_PROGS

    private DeviceFilter() {}

    /// Puts a program in the place of the one there is, with no moment between them. From now on it decides.
    ///
    /// @param cgroup its directory
    /// @param code instructions, of 8 bytes each
    /// @throws SystemCallException if the kernel takes no programs (CONFIG_CGROUP_BPF), or not this one
    public static void replace(Path cgroup, byte[] code) throws SystemCallException {
        try (Arena arena = Arena.ofConfined();
                Descriptor directory = Descriptor.reading(cgroup);
                Descriptor program = load(arena, code)) {
            Optional<Descriptor> before = ours(arena, directory);
            MemorySegment attach = attached(arena, directory, program);
            attach.set(ValueLayout.JAVA_INT, 12, before.isPresent() ? ALLOW_MULTI | REPLACE : ALLOW_MULTI);
            attach.set(ValueLayout.JAVA_INT, 16, before.map(Descriptor::number).orElse(0));
            try {
                LibC.bpf("attach a device program to " + cgroup, PROG_ATTACH, attach);
            } finally {
                before.ifPresent(Descriptor::close);
            }
        }
    }

    /// Takes ours away: what it denied is open again.
    public static void remove(Path cgroup) throws SystemCallException {
        try (Arena arena = Arena.ofConfined();
                Descriptor directory = Descriptor.reading(cgroup)) {
            Optional<Descriptor> program = ours(arena, directory);
            if (program.isPresent()) {
                try (Descriptor ours = program.get()) {
                    LibC.bpf("detach the device program of " + cgroup, PROG_DETACH, attached(arena, directory, ours));
                }
            }
        }
    }

    private static Optional<Descriptor> ours(Arena arena, Descriptor cgroup) throws SystemCallException {
        MemorySegment ids = arena.allocate(ValueLayout.JAVA_INT, MOST_PROGRAMS);
        MemorySegment query = attributes(arena);
        query.set(ValueLayout.JAVA_INT, 0, cgroup.number());
        query.set(ValueLayout.JAVA_INT, 4, CGROUP_DEVICE);
        query.set(ValueLayout.JAVA_LONG, 16, ids.address());
        query.set(ValueLayout.JAVA_INT, 24, MOST_PROGRAMS);
        LibC.bpf("list device programs", PROG_QUERY, query);
        for (int i = 0; i < query.get(ValueLayout.JAVA_INT, 24); i++) {
            Descriptor program = program(arena, ids.getAtIndex(ValueLayout.JAVA_INT, i));
            if (name(arena, program).equals(NAME)) {
                return Optional.of(program);
            }
            program.close();
        }
        return Optional.empty();
    }

    private static Descriptor program(Arena arena, int id) throws SystemCallException {
        MemorySegment open = attributes(arena);
        open.set(ValueLayout.JAVA_INT, 0, id);
        return Descriptor.bpf("open device program " + id, PROG_GET_FD_BY_ID, open);
    }

    private static String name(Arena arena, Descriptor program) throws SystemCallException {
        MemorySegment info = arena.allocate(INFO_BYTES, Long.BYTES);
        MemorySegment ask = attributes(arena);
        ask.set(ValueLayout.JAVA_INT, 0, program.number());
        ask.set(ValueLayout.JAVA_INT, 4, INFO_BYTES);
        ask.set(ValueLayout.JAVA_LONG, 8, info.address());
        LibC.bpf("read the name of a device program", OBJ_GET_INFO_BY_FD, ask);
        return info.getString(INFO_NAME);
    }

    private static Descriptor load(Arena arena, byte[] code) throws SystemCallException {
        MemorySegment instructions = arena.allocate(code.length, INSTRUCTION_BYTES);
        instructions.copyFrom(MemorySegment.ofArray(code));
        MemorySegment load = attributes(arena);
        load.set(ValueLayout.JAVA_INT, 0, PROG_TYPE_CGROUP_DEVICE);
        load.set(ValueLayout.JAVA_INT, 4, code.length / INSTRUCTION_BYTES);
        load.set(ValueLayout.JAVA_LONG, 8, instructions.address());
        load.set(ValueLayout.JAVA_LONG, 16, arena.allocateFrom("GPL").address());
        load.setString(48, NAME);
        return Descriptor.bpf("load a device program", PROG_LOAD, load);
    }

    private static MemorySegment attached(Arena arena, Descriptor cgroup, Descriptor program) {
        MemorySegment attributes = attributes(arena);
        attributes.set(ValueLayout.JAVA_INT, 0, cgroup.number());
        attributes.set(ValueLayout.JAVA_INT, 4, program.number());
        attributes.set(ValueLayout.JAVA_INT, 8, CGROUP_DEVICE);
        return attributes;
    }

    /// `union bpf_attr`, all zero.
    private static MemorySegment attributes(Arena arena) {
        return arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
    }
}
