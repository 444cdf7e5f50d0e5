package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.FrontRequest;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ImageUser;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.Spec.ProcessSpec;

/// `shibafu exec`: one more process in a running container.
@Command(name = "exec", description = "Run one more program in a running container.")
final class ExecCommand extends Verb {
    private static final Optional<Path> NOTHING = Optional.of(Path.of("/dev/null"));

    @Option(
            names = {"-i", "--interactive"},
            description = "Keep standard input open.")
    private boolean interactive;

    @Option(
            names = {"-t", "--tty"},
            description = "Give it a terminal.")
    private boolean tty;

    @Option(
            names = {"-d", "--detach"},
            description = "Do not wait for it; its output is dropped.")
    private boolean detach;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME=VALUE",
            description = "Set a variable; NAME alone takes the caller's value.")
    private List<String> env = new ArrayList<>();

    @Option(
            names = {"-w", "--workdir"},
            paramLabel = "DIR",
            description = "Directory to start in.")
    private Optional<String> workdir = Optional.empty();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER[:GROUP]",
            description = "Who to be, by id or by name in the image.")
    private Optional<String> user = Optional.empty();

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "Program and arguments.")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() {
        Container container = factory().load(name);
        boolean terminal = terminal();
        container.start(process(terminal).withSpec(program(container, terminal)));
        return 0;
    }

    private boolean terminal() {
        FrontRequest request = session().request();
        if (tty && interactive && !request.isTty(0)) {
            throw new ShibafuException("cannot use -t with -i here: standard input is not a terminal; leave -t out");
        }
        return !detach && (tty || (!interactive && request.isTty(0) && request.isTty(1)));
    }

    private ProcessConfig process(boolean terminal) {
        if (detach) {
            return ProcessConfig.main()
                    .withStdio(new Stdio.Files(NOTHING, NOTHING, NOTHING))
                    .withSupervise(false)
                    .detached();
        }
        return Terminals.attached(terminal, session().request()).withSupervise(false);
    }

    private ProcessSpec program(Container container, boolean terminal) {
        ProcessSpec base = container.config().process().orElseGet(() -> DefaultSpec.process(command));
        ProcessSpec process = base.withArgs(command).withTerminal(terminal);
        if (workdir.isPresent()) {
            process = process.withCwd(workdir.get());
        }
        if (user.isPresent()) {
            ImageUser identity = ImageUser.resolve(
                    container.state().imageRootfs().orElse(container.state().rootfs()), user.get());
            return process.withUser(identity.user())
                    .withEnv(Environment.of(
                            base.env(), identity.home(), env, session().request()));
        }
        return process.withEnv(Environment.of(base.env(), env, session().request()));
    }
}
