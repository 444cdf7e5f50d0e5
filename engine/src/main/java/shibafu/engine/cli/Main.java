package shibafu.engine.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.Arrays;
import shibafu.engine.ShibafuException;
import shibafu.engine.cli.runtime.RuntimeMain;
import shibafu.engine.launch.FrontGoneException;
import shibafu.engine.launch.FrontRequest.Role;
import shibafu.engine.launch.FrontSession;

/// Answers one front, whose connection is our standard input, open both ways; or stays for many.
public final class Main {
    private Main() {}

    /// @param args none: the front sends its caller's over the connection; or `engine` and its options
    public static void main(String[] args) {
        int code = 0;
        if (args.length > 0) {
            code = EngineService.run(Arrays.copyOfRange(args, 1, args.length));
            System.err.flush();
            System.out.flush();
            Runtime.getRuntime().halt(code);
        }
        try {
            FrontSession session = FrontSession.accept(
                    new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.in));
            session.finish(answer(session));
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

    /// @return the exit code
    static int answer(FrontSession session) {
        return session.request().role() == Role.RUNTIME ? RuntimeMain.run(session) : Shibafu.run(session);
    }
}
