package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ImageUser;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.ProcessSpec;

/// `shibafu exec`: one more process in a running container.
@Command(name = "exec", description = "Run one more program in a running container.")
final class ExecCommand extends Verb {
    private static final Optional<Path> NOTHING = Optional.of(Path.of("/dev/null"));

    @Option(
            names = {"-d", "--detach"},
            description = "Do not wait for it; its output is dropped.")
    private boolean detach;

    @Mixin
    private DetachOption leaving = new DetachOption();

    @Mixin
    private ProcessOptions options = new ProcessOptions();

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "Program and arguments.")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() {
        Container container = factory().load(name);
        boolean terminal = !detach && options.terminal(session().request());
        if (terminal) {
            leaving.from(session());
        }
        container.start(process(terminal).withSpec(program(container, terminal)));
        return 0;
    }

    private ProcessConfig process(boolean terminal) {
        if (detach) {
            return ProcessConfig.main()
                    .withStdio(new Stdio.Files(NOTHING, NOTHING, NOTHING))
                    .withSupervise(false)
                    .detached();
        }
        // Its terminal must be held by somebody once its caller has left.
        return Terminals.attached(terminal, session().request()).withSupervise(terminal && leaving.canLeave());
    }

    private ProcessSpec program(Container container, boolean terminal) {
        ProcessSpec base = container.config().process().orElseGet(() -> DefaultSpec.process(command));
        ProcessSpec process = base.withArgs(command).withTerminal(terminal);
        if (options.workdir.isPresent()) {
            process = process.withCwd(options.workdir.get());
        }
        if (options.user.isPresent()) {
            ImageUser identity = ImageUser.resolve(
                    container.state().imageRootfs().orElse(container.state().rootfs()), options.user.get());
            return process.withUser(identity.user())
                    .withEnv(Environment.of(
                            base.env(),
                            identity.home(),
                            options.settings(session().request()),
                            session().request()));
        }
        return process.withEnv(Environment.of(
                base.env(), options.settings(session().request()), session().request()));
    }
}
