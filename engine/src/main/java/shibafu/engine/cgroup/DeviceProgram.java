package shibafu.engine.cgroup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Compiles device rules to an eBPF program of type `BPF_PROG_TYPE_CGROUP_DEVICE`: the kernel runs it for each open
/// and mknod and takes 1 for yes, 0 for no.
///
/// Each access bit that is asked for is decided by the last rule that names the device and this bit, so the program
/// goes through the rules from the last to the first: a denied bit ends it with 0; an allowed one is struck out, and 1
/// is the answer when none is left. At its end stands 0.
final class DeviceProgram {
    // Opcodes of include/uapi/linux/bpf.h: class | operation | source.
    private static final int LOAD_WORD = 0x61; // BPF_LDX | BPF_W | BPF_MEM
    private static final int AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
    private static final int SHIFT_RIGHT = 0x74; // BPF_ALU | BPF_RSH | BPF_K
    private static final int MOVE = 0xb4; // BPF_ALU | BPF_MOV | BPF_K
    private static final int COPY = 0xbc; // BPF_ALU | BPF_MOV | BPF_X
    private static final int JUMP_EQUAL = 0x16; // BPF_JMP32 | BPF_JEQ | BPF_K
    private static final int JUMP_UNEQUAL = 0x56; // BPF_JMP32 | BPF_JNE | BPF_K
    private static final int EXIT = 0x95; // BPF_JMP | BPF_EXIT

    /// `struct bpf_cgroup_dev_ctx { u32 access_type, major, minor; }`: the access bits above 16 bits of type.
    private static final int CONTEXT = 1;

    private static final int RESULT = 0;
    private static final int SCRATCH = 1; // the context is no longer needed once loaded
    private static final int TYPE = 2;
    private static final int ACCESS = 3;
    private static final int MAJOR = 4;
    private static final int MINOR = 5;

    private static final int BLOCK = 1; // BPF_DEVCG_DEV_BLOCK
    private static final int CHAR = 2; // BPF_DEVCG_DEV_CHAR

    private static final int INSTRUCTION_BYTES = 8;
    private static final int LARGEST_RULE = 8;

    private final ByteBuffer code;

    private DeviceProgram(int rules) {
        code = ByteBuffer.allocate((8 + rules * LARGEST_RULE) * INSTRUCTION_BYTES)
                .order(ByteOrder.nativeOrder());
    }

    static byte[] compile(List<DeviceMatch> rules) {
        DeviceProgram program = new DeviceProgram(rules.size());
        program.loadContext();
        boolean decided = false;
        for (DeviceMatch rule : rules.reversed()) {
            program.rule(rule);
            if (rule.everything()) {
                decided = true; // the verifier refuses instructions that can't be reached
                break;
            }
        }
        if (!decided) {
            program.answer(false);
        }
        byte[] bytes = new byte[program.code.position()];
        program.code.flip().get(bytes);
        return bytes;
    }

    private void loadContext() {
        emit(LOAD_WORD, TYPE, CONTEXT, 0, 0);
        emit(AND, TYPE, 0, 0, 0xffff);
        emit(LOAD_WORD, ACCESS, CONTEXT, 0, 0);
        emit(SHIFT_RIGHT, ACCESS, 0, 0, 16);
        emit(LOAD_WORD, MAJOR, CONTEXT, 4, 0);
        emit(LOAD_WORD, MINOR, CONTEXT, 8, 0);
    }

    private void rule(DeviceMatch rule) {
        boolean partial = rule.access() != DeviceMatch.ALL;
        // What is left of this rule after the instruction at hand: the distance to the next rule.
        int left = 2 + (partial ? (rule.allow() ? 2 : 3) : 0) + (rule.minor() < 0 ? 0 : 1) + (rule.major() < 0 ? 0 : 1);
        if (rule.type() != 'a') {
            emit(JUMP_UNEQUAL, TYPE, 0, left, rule.type() == 'c' ? CHAR : BLOCK);
        }
        if (rule.major() >= 0) {
            left--;
            emit(JUMP_UNEQUAL, MAJOR, 0, left, (int) rule.major());
        }
        if (rule.minor() >= 0) {
            left--;
            emit(JUMP_UNEQUAL, MINOR, 0, left, (int) rule.minor());
        }
        if (partial && rule.allow()) {
            emit(AND, ACCESS, 0, 0, ~rule.access());
            emit(JUMP_UNEQUAL, ACCESS, 0, 2, 0);
        } else if (partial) {
            emit(COPY, SCRATCH, ACCESS, 0, 0);
            emit(AND, SCRATCH, 0, 0, rule.access());
            emit(JUMP_EQUAL, SCRATCH, 0, 2, 0);
        }
        answer(rule.allow());
    }

    private void answer(boolean allow) {
        emit(MOVE, RESULT, 0, 0, allow ? 1 : 0);
        emit(EXIT, 0, 0, 0, 0);
    }

    /// `struct bpf_insn`.
    private void emit(int opcode, int target, int source, int offset, int immediate) {
        code.put((byte) opcode);
        code.put((byte) (target | source << 4));
        code.putShort((short) offset);
        code.putInt(immediate);
    }
}
