package shibafu.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.spec.BlockIo;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.SpecReader;

/// `shibafu-runtime update`: changes limits while a container runs, by flags or by a file.
record RuntimeUpdate(RuntimeCommands commands) {
    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final Set<String> VALUES = Set.of(
            "resources",
            "memory",
            "memory-reservation",
            "memory-swap",
            "kernel-memory",
            "kernel-memory-tcp",
            "cpu-share",
            "cpu-quota",
            "cpu-period",
            "cpu-burst",
            "cpu-idle",
            "cpu-rt-runtime",
            "cpu-rt-period",
            "cpuset-cpus",
            "cpuset-mems",
            "pids-limit",
            "blkio-weight");

    int update(List<String> rest) {
        RuntimeArguments arguments = commands.parse(rest, VALUES, Set.of("force"));
        Container container = commands.factory().load(arguments.id());
        Optional<String> file = arguments.value("resources");
        // Callers send the device rules of the whole config along; to set them again is not what they mean (runc too).
        Resources change = file.isPresent() ? fromFile(file.get()).withDevices(List.of()) : fromFlags(arguments);
        if (change.equals(Resources.NONE) && file.isEmpty()) {
            throw new ShibafuException("update " + arguments.id()
                    + ": no limit to change; give one, such as --memory 200m, or --resources FILE");
        }
        container.set(change, arguments.has("force"));
        return 0;
    }

    private Resources fromFile(String name) {
        boolean standardInput = name.equals("-");
        // Our own standard input is the conversation; the caller's is its front's.
        Path file =
                standardInput ? Path.of("/proc/" + commands.session().request().pid() + "/fd/0") : commands.path(name);
        String source = standardInput ? "standard input" : file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] json = in.readNBytes(LARGEST_BYTES + 1);
            if (json.length > LARGEST_BYTES) {
                throw new ShibafuException("read " + source + ": it is longer than " + LARGEST_BYTES + " bytes");
            }
            return SpecReader.readResources(source, json);
        } catch (IOException e) {
            String hint = standardInput ? "; a pipe or a file will do" : "; give linux.resources as a JSON file";
            throw new ShibafuException("read " + source + ": " + e.getMessage() + hint, e);
        }
    }

    private static Resources fromFlags(RuntimeArguments arguments) {
        Resources.Memory memory = new Resources.Memory(
                bytes(arguments, "memory"),
                bytes(arguments, "memory-reservation"),
                bytes(arguments, "memory-swap"),
                OptionalInt.empty(),
                false,
                false,
                bytes(arguments, "kernel-memory"),
                bytes(arguments, "kernel-memory-tcp"));
        Resources.Cpu cpu = new Resources.Cpu(
                number(arguments, "cpu-share"),
                number(arguments, "cpu-quota"),
                number(arguments, "cpu-period"),
                number(arguments, "cpu-burst"),
                arguments.value("cpuset-cpus"),
                arguments.value("cpuset-mems"),
                number(arguments, "cpu-idle"),
                number(arguments, "cpu-rt-runtime"),
                number(arguments, "cpu-rt-period"));
        OptionalLong weight = number(arguments, "blkio-weight");
        return Resources.NONE
                .withMemory(memory)
                .withCpu(cpu)
                .withPidsLimit(number(arguments, "pids-limit"))
                .withBlockIo(weight.isPresent() ? BlockIo.NONE.withWeight((int) weight.getAsLong()) : BlockIo.NONE);
    }

    private static OptionalLong bytes(RuntimeArguments arguments, String flag) {
        return parsed(arguments, flag, ByteSize::parse);
    }

    private static OptionalLong number(RuntimeArguments arguments, String flag) {
        return parsed(arguments, flag, Long::parseLong);
    }

    private static OptionalLong parsed(RuntimeArguments arguments, String flag, ToLongFunction<String> parser) {
        Optional<String> text = arguments.value(flag);
        try {
            return text.isPresent() ? OptionalLong.of(parser.applyAsLong(text.get())) : OptionalLong.empty();
        } catch (RuntimeException e) {
            throw new ShibafuException("invalid value for " + flag + ": " + text.orElse("") + "; give a number", e);
        }
    }
}
