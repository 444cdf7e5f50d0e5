package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerProcess;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.spec.ProcessSpec;

/// `exec`: one more process in a container, described by flags or by a file.
final class Exec implements Verb {
    private static final int FAILED = 255;

    @Override
    public String summary() {
        return "run one more process in a container";
    }

    @Override
    public String words() {
        return "CONTAINER PROGRAM [ARGUMENT...]";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(ExecProcess.OPTIONS);
        options.addAll(List.of(
                Option.flag("detach", "do not wait for its end").or("d"),
                Option.value("console-socket", "SOCKET", "an AF_UNIX socket that gets the terminal's master"),
                Option.value("pidfd-socket", "SOCKET", "an AF_UNIX socket that gets a pidfd of the process"),
                Option.value("pid-file", "FILE", "write its pid there"),
                Option.value("preserve-fds", "N", "pass on N more descriptors, from 3 on"),
                Option.value("cgroup", "[CONTROLLER,...:]PATH", "run it in a cgroup below the container's"),
                Option.flag("ignore-paused", "also in a paused container: it starts when that is resumed")));
        return options;
    }

    @Override
    public int mostWords() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean stopsAtFirstWord() {
        return true;
    }

    @Override
    public int failureCode() {
        return FAILED;
    }

    @Override
    public int run(Call call) {
        Arguments arguments = call.arguments();
        Container container = call.container();
        ProcessSpec program = new ExecProcess(call).of(container);
        boolean detach = arguments.has("detach");
        ProcessConfig process = ProcessConfig.main()
                .withSpec(program)
                .withSupervise(false)
                .withPreserveFds(Descriptors.ofOneMore(call).count())
                .withPidfdSocket(arguments.value("pidfd-socket").map(call::path))
                .withSubCgroups(subCgroups(arguments))
                .withIgnorePaused(arguments.has("ignore-paused"))
                .withStdio(new Console(call).stdio(program.terminal(), program.consoleSize(), detach));
        ContainerProcess started = container.start(detach ? process.detached() : process);
        Bundle.writePid(call, started.pid());
        return 0;
    }

    /// `cpu,memory:/sub` for those two, `/sub` for all.
    private static Map<String, String> subCgroups(Arguments arguments) {
        Map<String, String> paths = new java.util.LinkedHashMap<>();
        for (String text : arguments.all("cgroup")) {
            int colon = text.indexOf(':');
            Optional<String> controllers = colon < 0 ? Optional.empty() : Optional.of(text.substring(0, colon));
            String path = text.substring(colon + 1);
            if (path.isEmpty()) {
                throw new UsageException("invalid --cgroup argument \"" + text + "\": give [CONTROLLER,...:]PATH");
            }
            for (String controller : controllers.orElse("").split(",", -1)) {
                if (paths.put(controller, path) != null) {
                    throw new UsageException("invalid --cgroup argument \"" + text + "\": given twice for "
                            + (controller.isEmpty() ? "all controllers" : controller));
                }
            }
        }
        return paths;
    }
}
