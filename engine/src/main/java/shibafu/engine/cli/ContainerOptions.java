package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageConfig;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ImageUser;
import shibafu.engine.lifecycle.StartChoices;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerId;

/// Options that say what a container is, with docker's names.
final class ContainerOptions {
    @Option(names = "--name", paramLabel = "NAME", description = "Name of the container (12 random hex digits).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--rm", description = "Remove the container when it ends.")
    private boolean remove;

    @Mixin
    private PullOptions pull = new PullOptions();

    @Mixin
    ProcessOptions process = new ProcessOptions();

    @Option(names = "--entrypoint", paramLabel = "PROGRAM", description = "Program to run before the command.")
    private Optional<String> entrypoint = Optional.empty();

    @Option(names = "--hostname", paramLabel = "NAME", description = "Host name (the container's name).")
    private Optional<String> hostname = Optional.empty();

    @Option(names = "--read-only", description = "Make the root file system read-only.")
    private boolean readOnly;

    @Option(
            names = "--rootfs",
            description = "Take a directory in the image's place, and let the container write to it.")
    private boolean rootfs;

    @Option(
            names = "--init",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Run a small init as process 1 that reaps orphans (on).")
    boolean init;

    @Option(names = "--oom-score-adj", paramLabel = "N", description = "Who goes first when memory runs out.")
    private Optional<Integer> oomScoreAdj = Optional.empty();

    @Option(
            names = "--group-add",
            paramLabel = "GROUP",
            description = "Be in one more group, by id or by name in the image.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--no-new-privileges", description = "No program may gain rights, such as by setuid.")
    private boolean noNewPrivileges;

    @Mixin
    LimitOptions limits = new LimitOptions();

    @Mixin
    private MountOptions mounts = new MountOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private IsolationOptions isolation = new IsolationOptions();

    @Mixin
    SupervisionOptions supervision = new SupervisionOptions();

    @Mixin
    private HealthOptions health = new HealthOptions();

    @Mixin
    private SecurityOptions security = new SecurityOptions();

    @Mixin
    private DescriptionOptions description = new DescriptionOptions();

    boolean isNamed() {
        return name.isPresent();
    }

    /// For the commands that take the name as a word of their own.
    void nameIt(String newName) {
        name = Optional.of(newName);
    }

    /// Puts a container together from an image, a command and these options.
    ContainerConfig config(Verb verb, ContainerFactory factory, String image, List<String> command) {
        String called = name.orElseGet(() -> ContainerId.random().value());
        String id = factory.newId(called);
        Path directory = Path.of(verb.session().request().workingDirectory());
        description.requireNewFile(directory);
        Image found = rootfs
                ? factory.images().resolve(directory.resolve(image).toString(), directory)
                : pull.find(verb, factory.images(), image, directory);
        network.expose(found.config().exposedPorts());
        ContainerConfig base = ContainerConfig.ofImage(id, found)
                .withRemoveOnExit(remove)
                .withDriver(verb.shibafu().cgroupManager())
                .withResources(resources -> resources.merge(factory.limitsOfNew(limits.resources())));
        Spec spec = base.spec();
        spec = spec.withProcess(process(verb, found, spec.process().orElseThrow(), command));
        spec = spec.withRoot(spec.root().withReadonly(readOnly));
        if (hostname.isPresent()) {
            spec = spec.withHostname(hostname);
        }
        MountOptions.Mounted mounted =
                mounts.apply(spec, directory, factory, found.config().volumes());
        spec = mounted.spec();
        spec = isolation.apply(spec, network.mode(), factory.lastCapability(), other -> neighbour(factory, other));
        spec = mounts.withDevices(spec);
        spec = security.apply(spec, factory.lastCapability(), directory);
        if (hostname.isPresent() && spec.hostname().isEmpty()) {
            throw new ShibafuException("--hostname " + hostname.get()
                    + " needs a UTS namespace of the container's own: leave --uts out, or the hostname");
        }
        ContainerConfig made = (rootfs ? base.withoutLayer() : base)
                .withNetwork(network.request())
                .withVolumes(mounted.volumes())
                .withSpec(description.apply(spec, directory))
                .withName(called);
        new UnkeptLimits(verb.session()).tell(made.spec().linux().resources());
        return supervision.apply(health.apply(made));
    }

    /// Makes it, with what each of its starts is to do alike; nothing of it runs yet.
    Container make(Verb verb, ContainerFactory factory, ContainerConfig config) {
        Container made =
                factory.create(new StartChoices(process.interactive, init, supervision.logs()).applyTo(config));
        try {
            description.writeName(made.id(), Path.of(verb.session().request().workingDirectory()));
        } catch (ShibafuException e) {
            made.destroyForcibly();
            throw e;
        }
        return made;
    }

    private ProcessSpec process(Verb verb, Image image, ProcessSpec base, List<String> command) {
        List<String> args = args(image.config(), command);
        String imageUser = image.config().user();
        ImageUser identity = ImageUser.resolve(
                        image.rootfs(),
                        process.user.or(isolation.namespaces.users::user).orElse(imageUser.isEmpty() ? "0" : imageUser))
                .withGroups(image.rootfs(), groups);
        ProcessSpec made = base.withUser(identity.user())
                .withEnv(Environment.of(
                        base.env(),
                        home(image.config(), identity),
                        process.settings(verb.session().request()),
                        verb.session().request()))
                .withNoNewPrivileges(noNewPrivileges);
        if (!args.isEmpty()) {
            made = made.withArgs(args);
        }
        if (process.workdir.isPresent()) {
            made = made.withCwd(process.workdir.get());
        }
        return oomScoreAdj.isPresent() ? made.withOomScoreAdj(OptionalInt.of(oomScoreAdj.get())) : made;
    }

    private static String home(ImageConfig config, ImageUser user) {
        String name = "HOME=";
        return config.env().stream()
                .filter(entry -> entry.startsWith(name))
                .map(entry -> entry.substring(name.length()))
                .findFirst()
                .orElse(user.home());
    }

    /// Another entrypoint takes the image's command away with its own; an empty one leaves only the user's words.
    private List<String> args(ImageConfig config, List<String> command) {
        if (entrypoint.isEmpty()) {
            return config.argsFor(command);
        }
        List<String> args = new ArrayList<>();
        entrypoint.filter(program -> !program.isEmpty()).ifPresent(args::add);
        args.addAll(command);
        return args;
    }

    private static NamespaceOptions.Other neighbour(ContainerFactory factory, String other) {
        Container container = factory.load(other);
        return new NamespaceOptions.Other(
                container.neighbours().standing(), container.config().linux());
    }
}
