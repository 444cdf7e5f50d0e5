package shibafu.engine.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A plan as bytes; the package page holds the grammar. Little-endian throughout.
public final class PlanWriter {
    /// The bytes `S`, `H`, `B`, `P`.
    static final int MAGIC = 0x50424853;

    static final int VERSION = 1;

    /// The stub refuses more operations than this.
    static final int MAX_OPS = 1024;

    /// The stub refuses a plan of more bytes than this, header included.
    static final int MAX_BYTES = 1 << 20;

    private static final int HEADER_BYTES = 16;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private PlanWriter() {}

    /// @throws PlanException if the plan is larger than the stub accepts, or a string in it holds a zero byte
    public static byte[] write(Plan plan) {
        int count = plan.ops().size();
        if (count > MAX_OPS) {
            throw new PlanException("write plan of " + count + " operations: at most " + MAX_OPS + " fit");
        }
        Encoder encoder = new Encoder();
        for (Op op : plan.ops()) {
            OpFields.visit(op, encoder);
            encoder.endOp();
        }
        int size = encoder.size;
        if (size > MAX_BYTES) {
            throw new PlanException("write plan of " + size + " bytes: at most " + MAX_BYTES + " fit");
        }
        return encoder.finish(count);
    }

    /// Writes every operation into its place at once, and its length when that is known.
    private static final class Encoder implements OpSink {
        private byte[] bytes = new byte[8192];
        private int size = HEADER_BYTES;
        private int lengthAt;

        void endOp() {
            INT.set(bytes, lengthAt, size - lengthAt - Integer.BYTES);
        }

        byte[] finish(int count) {
            INT.set(bytes, 0, MAGIC);
            INT.set(bytes, 4, VERSION);
            INT.set(bytes, 8, count);
            INT.set(bytes, 12, size - HEADER_BYTES);
            return Arrays.copyOf(bytes, size);
        }

        @Override
        public OpSink op(int code, String name) {
            put32(code);
            lengthAt = size;
            put32(0);
            return this;
        }

        @Override
        public OpSink decimal(String name, int value) {
            put32(value);
            return this;
        }

        @Override
        public OpSink octal(String name, int value) {
            put32(value);
            return this;
        }

        @Override
        public OpSink flag(String name, boolean value) {
            put32(value ? 1 : 0);
            return this;
        }

        @Override
        public OpSink number(String name, long value) {
            put64(value);
            return this;
        }

        @Override
        public OpSink hex(String name, long value) {
            put64(value);
            return this;
        }

        @Override
        public OpSink bits(String name, BitNames names, long value) {
            put64(value);
            return this;
        }

        @Override
        public OpSink string(String name, String value) {
            putString(name, value);
            return this;
        }

        @Override
        public OpSink strings(String name, List<String> values) {
            put32(values.size());
            values.forEach(value -> putString(name, value));
            return this;
        }

        @Override
        public OpSink decimals(String name, List<Integer> values) {
            put32(values.size());
            values.forEach(value -> put32(value));
            return this;
        }

        @Override
        public OpSink bytes(String name, Bytes value) {
            return bytes(value.toArray());
        }

        private OpSink bytes(byte[] array) {
            put32(array.length);
            put(array);
            return this;
        }

        @Override
        public OpSink plan(String name, Plan value) {
            return bytes(write(value));
        }

        private void putString(String name, String value) {
            if (value.indexOf('\0') >= 0) {
                throw new PlanException("write " + name + " " + value.replace("\0", "\\0") + ": it holds a zero byte");
            }
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            put32(text.length + 1);
            put(text);
            room(1);
            bytes[size++] = 0;
        }

        private void put32(int value) {
            room(Integer.BYTES);
            INT.set(bytes, size, value);
            size += Integer.BYTES;
        }

        private void put64(long value) {
            room(Long.BYTES);
            LONG.set(bytes, size, value);
            size += Long.BYTES;
        }

        private void put(byte[] from) {
            room(from.length);
            System.arraycopy(from, 0, bytes, size, from.length);
            size += from.length;
        }

        private void room(int more) {
            if (more > bytes.length - size) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
            }
        }
    }
}
