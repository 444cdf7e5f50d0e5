package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.FrontRequest;
import shibafu.engine.spec.ProcessSpec;

/// The caller's descriptors that a process keeps, from 3 on: first the sockets of a service manager (sd_listen_fds(3)),
/// then those of `--preserve-fds`.
///
/// @param listening how many sockets the manager has opened for this very call
/// @param more how many the flag names
record Descriptors(FrontRequest caller, int listening, int more) {
    private static final int FIRST = 3;

    /// For a container's first process.
    static Descriptors ofFirst(Call call) {
        FrontRequest caller = call.session().request();
        return new Descriptors(caller, listening(caller), more(call)).checked();
    }

    /// For one more process, which is no service: it gets no sockets.
    static Descriptors ofOneMore(Call call) {
        return new Descriptors(call.session().request(), 0, more(call)).checked();
    }

    /// What is meant for another process, or is no number, is nothing: the environment may well have been handed down.
    private static int listening(FrontRequest caller) {
        Map<String, String> environment = caller.environment();
        String count = environment.getOrDefault("LISTEN_FDS", "");
        boolean ours = Integer.toString(caller.pid()).equals(environment.get("LISTEN_PID"));
        return ours && count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 0;
    }

    private static int more(Call call) {
        return call.arguments().number("preserve-fds");
    }

    private Descriptors checked() {
        int missing = FIRST + caller.inherited();
        if (caller.inherited() < listening) {
            throw new ShibafuException(
                    "LISTEN_FDS is " + listening + ", but the caller has not left descriptor " + missing + " open");
        }
        if (caller.inherited() - listening < more) {
            throw new ShibafuException("unable to stat preserved-fd " + (missing - FIRST - listening) + " (of " + more
                    + "): stat /proc/self/fd/" + missing
                    + ": no such file or directory; the caller has not left that descriptor open");
        }
        return this;
    }

    int count() {
        return listening + more;
    }

    /// With the environment by which the program finds its sockets. It takes them if it is the process that is meant,
    /// which is the first of a pid namespace; without one it is not told, as with runc, since nobody knows its pid yet.
    ProcessSpec tell(ProcessSpec process) {
        if (listening == 0) {
            return process;
        }
        List<String> environment = new ArrayList<>(process.env());
        environment.add("LISTEN_FDS=" + listening);
        environment.add("LISTEN_PID=1");
        String names = caller.environment().get("LISTEN_FDNAMES");
        if (names != null) {
            environment.add("LISTEN_FDNAMES=" + names);
        }
        return process.withEnv(environment);
    }
}
