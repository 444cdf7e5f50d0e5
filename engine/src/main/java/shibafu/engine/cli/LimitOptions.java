package shibafu.engine.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.Resources;

/// Options that set cgroup limits, with docker's names.
final class LimitOptions {
    private static final long DEFAULT_PERIOD_MICROS = 100_000;

    @Option(
            names = {"-m", "--memory"},
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "Memory limit, such as 100m; max takes it away.")
    private Optional<Long> memory = Optional.empty();

    @Option(
            names = "--memory-swap",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "Limit of memory and swap together; max for no limit. Left out: twice the memory of a new"
                    + " container; a change of memory leaves swap as it is.")
    private Optional<Long> memorySwap = Optional.empty();

    @Option(
            names = "--memory-reservation",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "Memory that is taken back last when the host runs short.")
    private Optional<Long> memoryReservation = Optional.empty();

    @Option(
            names = "--memory-swappiness",
            paramLabel = "N",
            description = "How readily memory goes to swap, 0 to 100; cgroup v1 only.")
    private Optional<Integer> memorySwappiness = Optional.empty();

    @Option(
            names = "--oom-kill-disable",
            description = "Lets what is over its memory limit wait instead of being killed; cgroup v1 only.")
    private boolean oomKillDisable;

    @Option(names = "--cpus", paramLabel = "N", description = "CPUs' worth of time, such as 0.5.")
    private Optional<Double> cpus = Optional.empty();

    @Option(
            names = "--cpu-quota",
            paramLabel = "MICROS",
            description = "CPU time allowed in each period, in microseconds; -1 for no limit.")
    private Optional<Long> cpuQuota = Optional.empty();

    @Option(
            names = "--cpu-period",
            paramLabel = "MICROS",
            description = "Length of a period, in microseconds (100000).")
    private Optional<Long> cpuPeriod = Optional.empty();

    @Option(
            names = "--cpu-burst",
            paramLabel = "MICROS",
            description = "CPU time saved in earlier periods that may be spent on top, in microseconds.")
    private Optional<Long> cpuBurst = Optional.empty();

    @Option(names = "--cpu-idle", paramLabel = "0|1", description = "1: runs only when nobody else wants the CPU.")
    private Optional<Long> cpuIdle = Optional.empty();

    @Option(
            names = "--cpu-rt-runtime",
            paramLabel = "MICROS",
            description = "Time for realtime tasks in each realtime period; cgroup v1 only.")
    private Optional<Long> cpuRtRuntime = Optional.empty();

    @Option(
            names = "--cpu-rt-period",
            paramLabel = "MICROS",
            description = "Length of a realtime period; cgroup v1 only.")
    private Optional<Long> cpuRtPeriod = Optional.empty();

    @Option(
            names = {"-c", "--cpu-shares"},
            paramLabel = "SHARES",
            description = "Weight against other containers, 2 to 262144 (1024).")
    private Optional<Long> cpuShares = Optional.empty();

    @Option(names = "--cpuset-cpus", paramLabel = "LIST", description = "CPUs to run on, such as 0-2,7.")
    private Optional<String> cpusetCpus = Optional.empty();

    @Option(names = "--cpuset-mems", paramLabel = "LIST", description = "Memory nodes to use.")
    private Optional<String> cpusetMems = Optional.empty();

    @Option(names = "--pids-limit", paramLabel = "N", description = "Most processes and threads; -1 for no limit.")
    private Optional<Long> pidsLimit = Optional.empty();

    @Mixin
    private IoLimitOptions io = new IoLimitOptions();

    @Option(
            names = "--cgroup-conf",
            paramLabel = "FILE=VALUE",
            description = "A file of cgroup v2 and its value, such as memory.high=100M.")
    private Map<String, String> cgroupConf = new LinkedHashMap<>();

    boolean isEmpty() {
        return resources().equals(Resources.NONE);
    }

    /// What the options say; what they leave out is absent.
    Resources resources() {
        if (memory.isPresent()
                && memoryReservation.isPresent()
                && memory.get() > 0
                && memoryReservation.get() > memory.get()) {
            throw new ShibafuException("--memory-reservation " + memoryReservation.get() + " is above --memory "
                    + memory.get() + ": it is what is left to the container when the host runs short");
        }
        Resources.Memory memoryLimits = new Resources.Memory(
                number(memory),
                number(memoryReservation),
                number(memorySwap),
                memorySwappiness.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                oomKillDisable,
                false);
        Resources.Cpu cpuLimits = new Resources.Cpu(
                number(cpuShares),
                quota(),
                period(),
                number(cpuBurst),
                cpusetCpus,
                cpusetMems,
                number(cpuIdle),
                number(cpuRtRuntime),
                number(cpuRtPeriod));
        return Resources.NONE
                .withMemory(memoryLimits)
                .withCpu(cpuLimits)
                .withPidsLimit(number(pidsLimit))
                .withBlockIo(io.blockIo())
                .withUnified(cgroupConf);
    }

    private OptionalLong quota() {
        if (cpus.isEmpty()) {
            return number(cpuQuota);
        }
        if (cpuQuota.isPresent()) {
            throw new ShibafuException("use --cpus or --cpu-quota, not both: they set the same limit");
        }
        if (cpus.get() <= 0) {
            throw new TypeConversionException("--cpus " + cpus.get() + " is not above 0; write a number such as 0.5");
        }
        return OptionalLong.of(Math.round(cpus.get() * period().orElse(DEFAULT_PERIOD_MICROS)));
    }

    private OptionalLong period() {
        boolean quota =
                cpus.isPresent() || cpuQuota.filter(micros -> micros > 0).isPresent();
        return cpuPeriod.isEmpty() && quota ? OptionalLong.of(DEFAULT_PERIOD_MICROS) : number(cpuPeriod);
    }

    private static OptionalLong number(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
