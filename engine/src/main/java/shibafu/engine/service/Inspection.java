package shibafu.engine.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.plan.Capability;
import shibafu.engine.service.CapabilityRow.Sets;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;

/// What the kernel says of a container against what was asked of it.
///
/// @param proc the procfs, `/proc`
record Inspection(ContainerFactory factory, Path proc) {
    List<MountRow> mounts(String id) {
        Container container = factory.load(id);
        return new MountComparison(container.config())
                .rows(read(container, "mountinfo").lines().toList());
    }

    List<NamespaceRow> namespaces(String id) {
        Container container = factory.load(id);
        Path own = process(container);
        Map<String, Path> others = others(id);
        List<NamespaceRow> rows = new ArrayList<>();
        for (NamespaceType type : NamespaceType.values()) {
            OptionalLong inode = inode(own, type);
            if (inode.isEmpty()) {
                continue; // this kernel has none of that type, or the process has just ended
            }
            rows.add(new NamespaceRow(
                    type.ociName(),
                    inode.getAsLong(),
                    inode.equals(inode(proc.resolve("self"), type)),
                    others.entrySet().stream()
                            .filter(other -> inode.equals(inode(other.getValue(), type)))
                            .map(Map.Entry::getKey)
                            .sorted()
                            .toList(),
                    asked(container.config(), type)));
        }
        return rows;
    }

    List<CapabilityRow> capabilities(String id) {
        Container container = factory.load(id);
        Map<String, Long> held = new HashMap<>();
        for (String line : read(container, "status").lines().toList()) {
            if (line.startsWith("Cap")) {
                String[] words = line.split(":\\s+", 2);
                held.put(words[0], Long.parseUnsignedLong(words[1].strip(), 16));
            }
        }
        Optional<Spec.Capabilities> asked = container.config().process().flatMap(ProcessSpec::capabilities);
        List<CapabilityRow> rows = new ArrayList<>();
        for (Capability capability : Capability.values()) {
            ToLongFunction<String> bit = set -> held.getOrDefault(set, 0L) & capability.bit();
            String name = capability.ociName();
            Sets has = new Sets(
                    bit.applyAsLong("CapEff") != 0,
                    bit.applyAsLong("CapPrm") != 0,
                    bit.applyAsLong("CapInh") != 0,
                    bit.applyAsLong("CapBnd") != 0,
                    bit.applyAsLong("CapAmb") != 0);
            Sets wants = asked.map(sets -> new Sets(
                            sets.effective().contains(name),
                            sets.permitted().contains(name),
                            sets.inheritable().contains(name),
                            sets.bounding().contains(name),
                            sets.ambient().contains(name)))
                    .orElse(new Sets(false, false, false, false, false));
            rows.add(new CapabilityRow(name, has, wants));
        }
        return rows;
    }

    List<LimitRow> limits(String id) {
        Container container = factory.load(id);
        List<LimitRow> rows = new ArrayList<>();
        container.cgroup().limits(container.config().linux().resources()).forEach(write -> {
            if (!write.optional() || Files.exists(write.file())) {
                rows.add(new LimitRow(write.file().toString(), write.value(), text(write.file())));
            }
        });
        return rows;
    }

    private static String asked(Spec spec, NamespaceType type) {
        return spec.linux()
                .namespace(type)
                .map(namespace -> namespace.path().orElse("new"))
                .orElse("");
    }

    /// The first processes of the other containers that run.
    private Map<String, Path> others(String id) {
        Map<String, Path> others = new HashMap<>();
        for (Container other : factory.list()) {
            if (!other.id().equals(id) && other.status().canSignal()) {
                others.put(other.id(), process(other));
            }
        }
        return others;
    }

    private static OptionalLong inode(Path process, NamespaceType type) {
        try {
            String link = Files.readSymbolicLink(process.resolve("ns").resolve(type.procName()))
                    .toString();
            return OptionalLong.of(Long.parseLong(link.substring(link.indexOf('[') + 1, link.length() - 1)));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private String read(Container container, String file) {
        Path path = process(container).resolve(file);
        try {
            // Latin 1 would do for all but names; a name that is no UTF-8 is still shown.
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ShibafuException("inspect " + container.id() + ": its first process has just ended", e);
        }
    }

    private Path process(Container container) {
        if (!container.status().canSignal()) {
            throw new ShibafuException("inspect " + container.id() + ": it is "
                    + container.status().word()
                    + ", so the kernel has nothing to tell of it; its config can still be read");
        }
        return proc.resolve(Integer.toString(container.state().init().pid()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
