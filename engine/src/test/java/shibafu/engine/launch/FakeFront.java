package shibafu.engine.launch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A front whose every word is written down beforehand.
final class FakeFront {
    private final ByteArrayOutputStream says = new ByteArrayOutputStream();
    private final ByteArrayOutputStream hears = new ByteArrayOutputStream();

    static FakeFront calledWith(String... arguments) {
        FakeFront front = new FakeFront();
        Payload request = new Payload()
                .number(FrontRequest.VERSION)
                .number(1)
                .number(0b011)
                .number(24)
                .number(80);
        request.number(0022)
                .number(4711)
                .number(0)
                .number(0)
                .number(0)
                .number(0)
                .string("/work")
                .number(arguments.length + 1);
        request.string("shibafu");
        for (String argument : arguments) {
            request.string(argument);
        }
        return front.frame(
                Frame.REQUEST,
                request.number(2)
                        .string("HOME=/root")
                        .string("TERM=xterm")
                        .number(1)
                        .string("mnt:[1]"));
    }

    FakeFront answers(int status, int index, int errno, int pid, String detail, int waitStatus) {
        frame(
                Frame.REPORT,
                new Payload().number(1).number(index).number(errno).wide(1500).wide(0));
        return frame(
                Frame.OUTCOME,
                new Payload()
                        .number(status)
                        .number(index)
                        .number(errno)
                        .number(pid)
                        .wide(99)
                        .number(0)
                        .wide(0)
                        .string(detail)
                        .number(waitStatus));
    }

    FakeFront frame(int type, Payload payload) {
        byte[] bytes = payload.out.toByteArray();
        return raw(type, bytes.length, bytes);
    }

    FakeFront raw(int type, int length, byte[] bytes) {
        says.writeBytes(new Payload().number(type).number(length).out.toByteArray());
        says.writeBytes(bytes);
        return this;
    }

    FrontSession session() {
        return FrontSession.accept(new ByteArrayInputStream(says.toByteArray()), hears);
    }

    /// The frames that the engine sent.
    List<Frame> heard() {
        List<Frame> frames = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(hears.toByteArray());
        try {
            while (in.available() > 0) {
                frames.add(Frame.read(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frames;
    }

    static final class Payload {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Payload number(int value) {
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
            return this;
        }

        Payload wide(long value) {
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        Payload string(String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            number(bytes.length + 1).out.writeBytes(bytes);
            out.write(0);
            return this;
        }
    }
}
