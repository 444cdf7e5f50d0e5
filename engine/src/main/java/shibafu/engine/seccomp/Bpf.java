package shibafu.engine.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A piece of a program: all its jumps lead into itself or to its end, so pieces are put together by appending.
/// Instructions are `struct sock_filter` (linux/filter.h).
final class Bpf {
    /// `BPF_MAXINSNS`: the kernel takes no longer program.
    static final int MAX_INSTRUCTIONS = 4096;

    static final int LOAD = 0x20;
    static final int JUMP = 0x05;
    static final int JUMP_EQUAL = 0x15;
    static final int JUMP_GREATER = 0x25;
    static final int JUMP_NOT_BELOW = 0x35;
    static final int AND = 0x54;
    static final int RETURN = 0x06;

    private static final int BYTES = 8;
    private static final int MAX_SHORT_JUMP = 255;

    private ByteBuffer code = ByteBuffer.allocate(64 * BYTES).order(ByteOrder.LITTLE_ENDIAN);

    int size() {
        return code.position() / BYTES;
    }

    Bpf add(int operation, int value) {
        return add(operation, 0, 0, value);
    }

    /// @param yes instructions to pass over if it holds
    /// @param no instructions to pass over if not
    Bpf add(int operation, int yes, int no, int value) {
        room(BYTES);
        code.putShort((short) operation).put((byte) yes).put((byte) no).putInt(value);
        return this;
    }

    Bpf add(Bpf piece) {
        room(piece.code.position());
        code.put(piece.code.array(), 0, piece.code.position());
        return this;
    }

    /// `first` where the comparison fails, `second` where it holds; both must end by themselves.
    Bpf branch(int comparison, int value, Bpf first, Bpf second) {
        if (first.size() <= MAX_SHORT_JUMP) {
            add(comparison, first.size(), 0, value);
        } else {
            add(comparison, 0, 1, value).add(JUMP, first.size());
        }
        return add(first).add(second);
    }

    byte[] bytes() {
        byte[] bytes = new byte[code.position()];
        code.get(0, bytes);
        return bytes;
    }

    private void room(int more) {
        if (code.remaining() < more) {
            code = ByteBuffer.allocate(2 * (code.position() + more))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(code.flip());
        }
    }
}
