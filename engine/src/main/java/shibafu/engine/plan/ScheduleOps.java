package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.MemoryPolicy;
import shibafu.engine.spec.NumberList;
import shibafu.engine.spec.Personality;
import shibafu.engine.spec.Scheduling;
import shibafu.engine.spec.Scheduling.CpuAffinity;
import shibafu.engine.spec.Scheduling.IoPriority;
import shibafu.engine.spec.Scheduling.Scheduler;

/// When and where the process runs, and what its memory and its kernel look like.
final class ScheduleOps {
    private ScheduleOps() {}

    /// Of the process itself, once it is in its cgroups, whose CPUs and shares of real time bound it; not in a user
    /// namespace, whose root has no right over the host's CPUs.
    static List<Op> own(Scheduling scheduling, boolean inUserNamespace) {
        return inUserNamespace ? List.of() : ops(scheduling);
    }

    /// The same, with the launcher's rights.
    static List<Op> byParent(Scheduling scheduling, boolean inUserNamespace) {
        return inUserNamespace ? ops(scheduling) : List.of();
    }

    private static List<Op> ops(Scheduling scheduling) {
        List<Op> ops = new ArrayList<>();
        scheduling.scheduler().ifPresent(asked -> ops.add(scheduler(asked)));
        scheduling.ioPriority().ifPresent(asked -> ops.add(new ProcessOp.IoPriority(number(asked), asked.priority())));
        return ops;
    }

    private static Op scheduler(Scheduler asked) {
        long flags = asked.flags().stream()
                .mapToLong(flag -> known(Optional.ofNullable(Scheduler.FLAGS.get(flag)), "scheduler flag", flag))
                .reduce(0, (a, b) -> a | b);
        int policy = known(Optional.ofNullable(Scheduler.POLICIES.get(asked.policy())), "policy", asked.policy());
        return new ProcessOp.Scheduler(
                policy, asked.nice(), asked.priority(), flags, asked.runtime(), asked.deadline(), asked.period());
    }

    private static int number(IoPriority asked) {
        return known(Optional.ofNullable(IoPriority.CLASSES.get(asked.ioClass())), "I/O class", asked.ioClass());
    }

    /// Before it is made, and so before it is in its cgroup: inherited from the launcher.
    static List<Op> initialCpus(Scheduling scheduling) {
        return scheduling.execCpuAffinity().flatMap(CpuAffinity::initial).map(ScheduleOps::cpus).stream()
                .toList();
    }

    /// Once it is in its cgroup; without a wish, all that the cgroup has.
    static List<Op> finalCpus(Scheduling scheduling) {
        return scheduling
                .execCpuAffinity()
                .map(affinity ->
                        affinity.last().map(ScheduleOps::cpus).orElse(new ProcessOp.CpuAffinity(Bytes.of(new byte[0]))))
                .stream()
                .toList();
    }

    private static Op cpus(String list) {
        return new ProcessOp.CpuAffinity(mask(list));
    }

    /// For all that it does from then on, and its program.
    static List<Op> persona(LinuxSpec linux) {
        List<Op> ops = new ArrayList<>();
        linux.personality().ifPresent(asked -> ops.add(new ProcessOp.Personality(domain(asked))));
        linux.memoryPolicy().ifPresent(asked -> ops.add(memory(asked)));
        return ops;
    }

    private static long domain(Personality asked) {
        return known(Optional.ofNullable(Personality.DOMAINS.get(asked.domain())), "personality", asked.domain());
    }

    private static Op memory(MemoryPolicy asked) {
        int mode = known(Optional.ofNullable(MemoryPolicy.MODES.get(asked.mode())), "memory policy", asked.mode());
        for (String flag : asked.flags()) {
            mode |= known(Optional.ofNullable(MemoryPolicy.FLAGS.get(flag)), "memory policy flag", flag);
        }
        return new ProcessOp.MemoryPolicy(mode, mask(asked.nodes().orElse("")));
    }

    private static Bytes mask(String list) {
        BitSet numbers = NumberList.parse(list);
        return Bytes.of(numbers.toByteArray());
    }

    private static <T> T known(Optional<T> number, String what, String name) {
        return number.orElseThrow(() -> new PlanException("set " + what + " " + name + ": unknown"));
    }
}
