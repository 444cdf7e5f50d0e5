package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.criu.CriuOptions;
import shibafu.engine.criu.CriuSwitch;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ContainerProcess;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.state.ContainerStatus;

/// `restore`: brings a container back from an image, and without `--detach` stays until it ends.
final class Restore implements Verb {
    @Override
    public String summary() {
        return "bring a container back from an image, by CRIU";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(CriuFlags.switches(
                CriuSwitch.TCP_ESTABLISHED,
                CriuSwitch.TCP_CLOSE,
                CriuSwitch.EXT_UNIX_SK,
                CriuSwitch.SHELL_JOB,
                CriuSwitch.FILE_LOCKS,
                CriuSwitch.LAZY_PAGES,
                CriuSwitch.AUTO_DEDUP));
        options.addAll(List.of(
                Option.value("bundle", "DIR", "the directory of config.json (default: the working directory)")
                        .or("b"),
                Option.flag("detach", "do not wait for its end").or("d"),
                Option.value("console-socket", "SOCKET", "an AF_UNIX socket that gets the terminal's master"),
                Option.value("pid-file", "FILE", "write the first process' pid there"),
                Option.flag("no-subreaper", "do not adopt the orphans of the container"),
                Option.flag("no-pivot", "taken for other runtimes' sake: the root is CRIU's affair"),
                Option.value("lsm-profile", "TYPE:NAME", "the security profile to go on with"),
                Option.value("lsm-mount-context", "CONTEXT", "the SELinux context of mounts to go on with")));
        return options;
    }

    @Override
    public int run(Call call) {
        boolean detach = call.arguments().has("detach");
        CriuOptions options = new CriuFlags(call).read();
        removeStopped(call);
        Container container = new Bundle(call).make(!detach);
        ProcessConfig process = ProcessConfig.main().withSupervise(!detach);
        ContainerProcess restored = container.restore(options, detach ? process.detached() : process);
        Bundle.writePid(call, restored.pid());
        return 0;
    }

    /// What was written to an image has stopped, and is in the way of its own return.
    private static void removeStopped(Call call) {
        ContainerFactory factory = call.factory();
        String id = call.arguments().id();
        if (factory.exists(id) && factory.load(id).status() == ContainerStatus.STOPPED) {
            factory.load(id).destroy();
        }
    }
}
