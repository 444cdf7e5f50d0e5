package shibafu.engine.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.ShibafuException;

/// What the caller of a front asked, and where it stands.
///
/// @param ttys bit i: descriptor i is a terminal
/// @param rows of the caller's terminal, in cells; 0 where there is none
/// @param inherited how many descriptors from 3 on the caller has left open, up to the first that is not
/// @param again an engine was asked before, and lost: what it had begun may stand
/// @param acted and what it wanted done was done, or begun
/// @param arguments without the program's name
/// @param place its namespaces and root directory, as words that differ where these do
public record FrontRequest(
        Role role,
        int ttys,
        int rows,
        int columns,
        int umask,
        int pid,
        int uid,
        int gid,
        int inherited,
        boolean again,
        boolean acted,
        String workingDirectory,
        List<String> arguments,
        Map<String, String> environment,
        List<String> place) {
    static final int VERSION = 4;

    public FrontRequest {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        place = List.copyOf(place);
    }

    /// Which face of the engine was called.
    public enum Role {
        SHIBAFU,
        RUNTIME,
        LAUNCHER
    }

    /// Whether one of the caller's standard streams is a terminal.
    public boolean isTty(int descriptor) {
        return (ttys & (1 << descriptor)) != 0;
    }

    /// The caller's standard input: ours is the conversation.
    public Path standardInput() {
        return Path.of("/proc/" + pid + "/fd/0");
    }

    static FrontRequest read(InputStream in) {
        try {
            Frame frame = Frame.read(in);
            if (frame.type() != Frame.REQUEST) {
                throw new ShibafuException("expected a front's request, got frame type " + frame.type());
            }
            return parse(frame.payload());
        } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
            throw new ShibafuException("read a front's request: " + e.getMessage(), e);
        }
    }

    private static FrontRequest parse(ByteBuffer payload) {
        int version = payload.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("front speaks version " + version + " of the protocol, this engine "
                    + VERSION + "; install both from one release");
        }
        Role role =
                switch (payload.getInt()) {
                    case 1 -> Role.SHIBAFU;
                    case 2 -> Role.RUNTIME;
                    case 3 -> Role.LAUNCHER;
                    default -> throw new IllegalArgumentException("front has an unknown role");
                };
        int ttys = payload.getInt();
        int rows = payload.getInt();
        int columns = payload.getInt();
        int umask = payload.getInt();
        int pid = payload.getInt();
        int uid = payload.getInt();
        int gid = payload.getInt();
        int inherited = payload.getInt();
        int lost = payload.getInt();
        String workingDirectory = Frame.takeString(payload);
        List<String> arguments = takeStrings(payload);
        Map<String, String> environment = new HashMap<>();
        for (String entry : takeStrings(payload)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        List<String> withoutName = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        List<String> place = takeStrings(payload);
        return new FrontRequest(
                role,
                ttys,
                rows,
                columns,
                umask,
                pid,
                uid,
                gid,
                inherited,
                lost > 0,
                lost > 1,
                workingDirectory,
                withoutName,
                environment,
                place);
    }

    private static List<String> takeStrings(ByteBuffer payload) {
        int count = payload.getInt();
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strings.add(Frame.takeString(payload));
        }
        return strings;
    }
}
