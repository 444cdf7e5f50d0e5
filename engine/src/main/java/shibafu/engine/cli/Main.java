package shibafu.engine.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import shibafu.engine.ShibafuException;
import shibafu.engine.cli.runtime.RuntimeMain;
import shibafu.engine.launch.FrontGoneException;
import shibafu.engine.launch.FrontRequest.Role;
import shibafu.engine.launch.FrontSession;

/// Answers one front. The connection is our standard input, open both ways.
public final class Main {
    private Main() {}

    /// @param args none: the front sends its caller's over the connection
    public static void main(String[] args) {
        int code = 0;
        try {
            FrontSession session = FrontSession.accept(
                    new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.in));
            answer(session);
        } catch (FrontGoneException e) {
            // Whoever called has been ended; what was begun for it is undone by its supervisor, or by the next command.
            code = Shibafu.ENGINE_FAILED;
        } catch (ShibafuException e) {
            System.err.println("shibafu: " + e.getMessage());
            code = 125;
        }
        // Nothing is left to do, and ending the orderly way takes longer than most commands.
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    private static void answer(FrontSession session) {
        int code = session.request().role() == Role.RUNTIME ? RuntimeMain.run(session) : Shibafu.run(session);
        session.finish(code);
    }
}
