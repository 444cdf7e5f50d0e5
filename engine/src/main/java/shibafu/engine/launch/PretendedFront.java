package shibafu.engine.launch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import shibafu.engine.launch.FrontRequest.Role;

/// A front that does nothing, and says of every plan that it was carried out: for an engine that practises.
public final class PretendedFront {
    private static final int REPORT_BYTES = 24;
    private static final int OUTCOME_BYTES = 45;
    private static final int READY = 1;

    private final int pid;
    private final long startTime;
    private InputStream says = InputStream.nullInputStream();

    /// @param pid of the process that plans are said to have made; may be a number that is none
    /// @param startTime its start, in clock ticks since boot (proc_pid_stat(5))
    public PretendedFront(int pid, long startTime) {
        this.pid = pid;
        this.startTime = startTime;
    }

    /// A conversation that this front has begun.
    public FrontSession call(Role role, List<String> arguments) {
        says = new ByteArrayInputStream(request(role, arguments));
        InputStream in = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("frames are read whole");
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return says.read(to, offset, length);
            }
        };
        return FrontSession.accept(in, new Ear());
    }

    private static byte[] request(Role role, List<String> arguments) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        put(payload, FrontRequest.VERSION, role == Role.RUNTIME ? 2 : 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        put(payload, "/");
        put(payload, arguments.size() + 1);
        put(payload, "shibafu");
        arguments.forEach(argument -> put(payload, argument));
        put(payload, 0, 0);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        put(frames, Frame.REQUEST, payload.size());
        frames.writeBytes(payload.toByteArray());
        return frames.toByteArray();
    }

    /// Says that all operations went well.
    private byte[] answer(int operations) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        put(frames, Frame.REPORT, Integer.BYTES + operations * REPORT_BYTES, operations);
        for (int index = 0; index < operations; index++) {
            put(frames, index, 0, 0, 0, 0, 0);
        }
        int low = (int) startTime;
        int high = (int) (startTime >>> Integer.SIZE);
        put(frames, Frame.OUTCOME, OUTCOME_BYTES, READY, -1, 0, pid, low, high, 0, 0, 0, 1);
        frames.write(0);
        put(frames, 0);
        return frames.toByteArray();
    }

    private static void put(ByteArrayOutputStream to, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);
        to.writeBytes(bytes.array());
    }

    private static void put(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(to, bytes.length + 1);
        to.writeBytes(bytes);
        to.write(0);
    }

    /// Hears what the engine says; each frame comes in one piece.
    private final class Ear extends OutputStream {
        /// Frame header, flags, length of the plan, then the plan's magic and version, and how many operations it has.
        private static final int OPERATIONS_AT = 8 + 4 + 4 + 4 + 4;

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException("frames are written whole");
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            ByteBuffer frame = ByteBuffer.wrap(from, offset, length).order(ByteOrder.LITTLE_ENDIAN);
            if (frame.getInt(offset) == Frame.EXECUTE) {
                says = new ByteArrayInputStream(answer(frame.getInt(offset + OPERATIONS_AT)));
            }
        }
    }
}
