package shibafu.engine.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Runs a filter as the kernel does (net/core/filter.c), on one call.
final class BpfMachine {
    private final byte[] program;

    BpfMachine(byte[] program) {
        this.program = program;
    }

    int run(int arch, int number, long[] args) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(number).putInt(arch).putLong(0);
        for (long arg : args) {
            data.putLong(arg);
        }
        ByteBuffer code = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        int accumulator = 0;
        for (int at = 0; ; at++) {
            int operation = code.getShort(at * 8);
            int yes = code.get(at * 8 + 2) & 0xFF;
            int no = code.get(at * 8 + 3) & 0xFF;
            int value = code.getInt(at * 8 + 4);
            switch (operation) {
                case 0x20 -> accumulator = data.getInt(value);
                case 0x54 -> accumulator &= value;
                case 0x05 -> at += value;
                case 0x15 -> at += accumulator == value ? yes : no;
                case 0x25 -> at += Integer.compareUnsigned(accumulator, value) > 0 ? yes : no;
                case 0x35 -> at += Integer.compareUnsigned(accumulator, value) >= 0 ? yes : no;
                case 0x06 -> {
                    return value;
                }
                default -> throw new IllegalStateException("instruction " + at + " has code " + operation);
            }
        }
    }
}
