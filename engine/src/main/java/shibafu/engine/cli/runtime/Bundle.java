package shibafu.engine.cli.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;

/// A bundle that becomes a container: what `create` and `run` have in common. Nobody supervises what they start: conmon
/// or containerd's shim does, as the subreaper that inherits it.
record Bundle(Call call) {
    static final List<Option> OPTIONS = List.of(
            Option.value("bundle", "DIR", "the directory of config.json (default: the working directory)")
                    .or("b"),
            Option.value("config", "FILE", "another configuration than the bundle's config.json")
                    .or("f"),
            Option.value("console-socket", "SOCKET", "an AF_UNIX socket that gets the terminal's master"),
            Option.value("pidfd-socket", "SOCKET", "an AF_UNIX socket that gets a pidfd of the first process"),
            Option.value("pid-file", "FILE", "write the first process' pid there"),
            Option.flag("no-pivot", "use chroot instead of pivot_root, as on a ramfs"),
            Option.flag("no-new-keyring", "let the container share the caller's session keyring"),
            Option.value("preserve-fds", "N", "pass on N more descriptors, from 3 on"),
            Option.flag("no-subreaper", "do not adopt the orphans of the container"));

    Container make(boolean removeOnExit) {
        Arguments arguments = call.arguments();
        Path bundle = call.path(arguments.value("bundle").orElse("."));
        if (!Files.isDirectory(bundle)) {
            throw new ShibafuException("chdir " + bundle + ": "
                    + (Files.exists(bundle) ? "not a directory" : "no such file or directory")
                    + "; give the bundle's directory with --bundle");
        }
        Path file = arguments.value("config").map(call::path).orElse(bundle.resolve("config.json"));
        ContainerFactory factory = call.factory();
        return factory.create(ContainerConfig.ofBundle(arguments.id(), bundle, factory.readSpec(file))
                .withRemoveOnExit(removeOnExit)
                .withDriver(call.cgroupDriver()));
    }

    /// What the container's first process is to be. A bad command line leaves no container behind.
    ProcessConfig process(Container container, boolean detach) {
        try {
            return process(container.config(), detach);
        } catch (ShibafuException e) {
            container.destroyForcibly();
            throw e;
        }
    }

    private ProcessConfig process(Spec spec, boolean detach) {
        Arguments arguments = call.arguments();
        boolean terminal = spec.process().map(ProcessSpec::terminal).orElse(false);
        Descriptors descriptors = Descriptors.ofFirst(call);
        return spec.process()
                .map(descriptors::tell)
                .map(ProcessConfig.main()::withSpec)
                .orElseGet(ProcessConfig::main)
                .withSupervise(false)
                .withPivot(!arguments.has("no-pivot"))
                .withNotifying(Readiness.of(call).waits())
                .withNewKeyring(!arguments.has("no-new-keyring"))
                .withPreserveFds(descriptors.count())
                .withPidfdSocket(arguments.value("pidfd-socket").map(call::path))
                .withStdio(new Console(call).stdio(terminal, spec.process().flatMap(ProcessSpec::consoleSize), detach));
    }

    /// Decimal, no newline, and never seen half written.
    static void writePid(Call call, int pid) {
        Optional<Path> file = call.arguments().value("pid-file").map(call::path);
        if (file.isEmpty()) {
            return;
        }
        Path temporary = file.get().resolveSibling("." + file.get().getFileName());
        try {
            CallerFile.write(
                    temporary,
                    Integer.toString(pid).getBytes(StandardCharsets.US_ASCII),
                    call.session().request().umask(),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
            Files.move(temporary, file.get(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ShibafuException("write pid file " + file.get() + ": " + e.getMessage(), e);
        }
    }
}
