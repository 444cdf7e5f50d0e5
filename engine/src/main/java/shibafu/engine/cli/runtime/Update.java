package shibafu.engine.cli.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import shibafu.engine.ShibafuException;
import shibafu.engine.cli.ByteSize;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.spec.BlockIo;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.SpecReader;

/// `shibafu-runtime update`: changes limits while a container runs, by flags or by a file.
final class Update implements Verb {
    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final List<Option> OPTIONS = List.of(
            Option.value("resources", "FILE|-", "linux.resources as JSON; nothing else is looked at then")
                    .or("r"),
            Option.value("memory", "BYTES", "memory.limit"),
            Option.value("memory-reservation", "BYTES", "memory.reservation"),
            Option.value("memory-swap", "BYTES", "memory.swap: memory and swap together; -1: no limit"),
            Option.value("kernel-memory", "BYTES", "no kernel knows it any more"),
            Option.value("kernel-memory-tcp", "BYTES", "memory.kernelTCP"),
            Option.value("cpu-share", "N", "cpu.shares"),
            Option.value("cpu-quota", "MICROS", "cpu.quota; -1: no limit"),
            Option.value("cpu-period", "MICROS", "cpu.period"),
            Option.value("cpu-burst", "MICROS", "cpu.burst"),
            Option.value("cpu-idle", "0|1", "cpu.idle"),
            Option.value("cpu-rt-runtime", "MICROS", "cpu.realtimeRuntime"),
            Option.value("cpu-rt-period", "MICROS", "cpu.realtimePeriod"),
            Option.value("cpuset-cpus", "LIST", "cpu.cpus, such as 0-3,7"),
            Option.value("cpuset-mems", "LIST", "cpu.mems"),
            Option.value("pids-limit", "N", "pids.limit; -1: no limit"),
            Option.value("blkio-weight", "N", "blockIO.weight, 10 to 1000"),
            Option.flag("force", "also where the kernel must kill to obey"));

    @Override
    public String summary() {
        return "change the limits of a container";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public int run(Call call) {
        Arguments arguments = call.arguments();
        Container container = call.container();
        Optional<String> file = arguments.value("resources");
        // Callers send the device rules of the whole config along; to set them again is not what they mean (runc too).
        Resources change = file.isPresent() ? fromFile(call, file.get()).withDevices(List.of()) : fromFlags(arguments);
        if (change.equals(Resources.NONE) && file.isEmpty()) {
            throw new ShibafuException("update " + arguments.id()
                    + ": no limit to change; give one, such as --memory 200m, or --resources FILE");
        }
        container.set(change, arguments.has("force"));
        return 0;
    }

    private static Resources fromFile(Call call, String name) {
        boolean standardInput = name.equals("-");
        if (standardInput) {
            call.session().needsOwnEngine(); // what one that is lost has read from a pipe, the next could not
        }
        Path file = standardInput ? call.session().request().standardInput() : call.path(name);
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

    private static Resources fromFlags(Arguments arguments) {
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

    private static OptionalLong bytes(Arguments arguments, String flag) {
        return parsed(arguments, flag, ByteSize::parse);
    }

    private static OptionalLong number(Arguments arguments, String flag) {
        return parsed(arguments, flag, Long::parseLong);
    }

    private static OptionalLong parsed(Arguments arguments, String flag, ToLongFunction<String> parser) {
        Optional<String> text = arguments.value(flag);
        try {
            return text.isPresent() ? OptionalLong.of(parser.applyAsLong(text.get())) : OptionalLong.empty();
        } catch (RuntimeException e) {
            throw new ShibafuException("invalid value for " + flag + ": " + text.orElse("") + "; give a number", e);
        }
    }
}
