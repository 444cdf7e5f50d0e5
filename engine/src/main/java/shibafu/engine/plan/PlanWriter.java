package shibafu.engine.plan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
        int size = HEADER_BYTES + encoder.ops.size();
        if (size > MAX_BYTES) {
            throw new PlanException("write plan of " + size + " bytes: at most " + MAX_BYTES + " fit");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        put32(bytes, MAGIC);
        put32(bytes, VERSION);
        put32(bytes, count);
        put32(bytes, encoder.ops.size());
        bytes.writeBytes(encoder.ops.toByteArray());
        return bytes.toByteArray();
    }

    private static void put32(ByteArrayOutputStream out, int value) {
        out.write(value);
        out.write(value >>> 8);
        out.write(value >>> 16);
        out.write(value >>> 24);
    }

    private static final class Encoder implements OpSink {
        private final ByteArrayOutputStream ops = new ByteArrayOutputStream(4096);
        private final ByteArrayOutputStream fields = new ByteArrayOutputStream(256);
        private int code;

        void endOp() {
            put32(ops, code);
            put32(ops, fields.size());
            ops.writeBytes(fields.toByteArray());
            fields.reset();
        }

        @Override
        public OpSink op(int code, String name) {
            this.code = code;
            return this;
        }

        @Override
        public OpSink decimal(String name, int value) {
            put32(fields, value);
            return this;
        }

        @Override
        public OpSink octal(String name, int value) {
            put32(fields, value);
            return this;
        }

        @Override
        public OpSink flag(String name, boolean value) {
            put32(fields, value ? 1 : 0);
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
            put32(fields, values.size());
            values.forEach(value -> putString(name, value));
            return this;
        }

        @Override
        public OpSink decimals(String name, List<Integer> values) {
            put32(fields, values.size());
            values.forEach(value -> put32(fields, value));
            return this;
        }

        @Override
        public OpSink bytes(String name, Bytes value) {
            return bytes(value.toArray());
        }

        private OpSink bytes(byte[] array) {
            put32(fields, array.length);
            fields.writeBytes(array);
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
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            put32(fields, bytes.length + 1);
            fields.writeBytes(bytes);
            fields.write(0);
        }

        private void put64(long value) {
            put32(fields, (int) value);
            put32(fields, (int) (value >>> 32));
        }
    }
}
