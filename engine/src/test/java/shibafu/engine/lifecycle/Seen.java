package shibafu.engine.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.SpecReader;
import shibafu.engine.spec.SpecWriter;

/// What a container's program saw and said, from inside.
record Seen(String output, int exitCode) {
    /// The ids of a container's user namespace as the host sees them.
    static final List<IdMapping> SHIFT = List.of(new IdMapping(0, 100000, 65536));

    /// Runs the container's own process to its end.
    static Seen run(TestEngine engine, ContainerConfig config) {
        Container container = engine.factory().create(config);
        Seen seen = of(container.run(ProcessConfig.main().withStreams(Streams.PIPES)));
        container.destroyForcibly();
        return seen;
    }

    /// Runs one more process in a container.
    static Seen exec(Container container, String... command) {
        return exec(container, DefaultSpec.process(List.of(command)));
    }

    static Seen exec(Container container, ProcessSpec process) {
        return of(container.start(
                ProcessConfig.main().withSpec(process).withSupervise(false).withStreams(Streams.PIPES)));
    }

    /// For a container that runs by itself, and of whose words nobody wants to know.
    static ProcessConfig quiet() {
        return ProcessConfig.main()
                .withStdio(new Stdio.Inherit())
                .withStreams(Streams.NONE)
                .detached();
    }

    /// What a process says until it ends.
    static Seen of(ContainerProcess process) {
        try {
            String output = new String(process.standardOutput().readAllBytes(), StandardCharsets.UTF_8);
            return new Seen(output, process.waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same container with a part of its configuration replaced.
    ///
    /// @param change what of config.json is to be another; arrays are replaced as a whole
    static ContainerConfig merged(ContainerConfig config, String change) {
        ObjectMapper json = new ObjectMapper();
        json.configOverride(ArrayNode.class).setMergeable(false);
        try {
            JsonNode spec = json.readTree(SpecWriter.write(config.spec()));
            json.readerForUpdating(spec).readValue(change);
            return config.withSpec(SpecReader.read("test", json.writeValueAsBytes(spec)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ContainerConfig withProcess(ContainerConfig config, UnaryOperator<ProcessSpec> change) {
        Spec spec = config.spec();
        return config.withSpec(spec.withProcess(change.apply(spec.process().orElseThrow())));
    }

    static ContainerConfig withLinux(ContainerConfig config, UnaryOperator<LinuxSpec> change) {
        Spec spec = config.spec();
        return config.withSpec(spec.withLinux(change.apply(spec.linux())));
    }

    /// The same container with more mounts.
    static ContainerConfig withMounts(ContainerConfig config, MountSpec... more) {
        Spec spec = config.spec();
        List<MountSpec> mounts = new ArrayList<>(spec.mounts());
        mounts.addAll(List.of(more));
        return config.withSpec(spec.withMounts(mounts));
    }

    /// The same container in a user namespace of its own.
    static ContainerConfig inUserNamespace(ContainerConfig config) {
        var linux = config.spec().linux();
        List<Namespace> namespaces = new ArrayList<>(linux.namespaces());
        namespaces.add(new Namespace(NamespaceType.USER, Optional.empty()));
        return config.withSpec(
                config.spec().withLinux(linux.withNamespaces(namespaces).withIdMappings(SHIFT, SHIFT)));
    }
}
