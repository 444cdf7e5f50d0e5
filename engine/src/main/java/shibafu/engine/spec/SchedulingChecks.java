package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Scheduling.IoPriority;
import shibafu.engine.spec.Scheduling.Scheduler;
import shibafu.engine.spec.SpecChecks.Problems;

/// What of a process' scheduling belongs together, in runc's words.
final class SchedulingChecks {
    private SchedulingChecks() {}

    /// @param problems below the process
    static void check(Scheduling scheduling, Problems problems) {
        scheduling.scheduler().ifPresent(asked -> scheduler(asked, problems.below("/scheduler")));
        scheduling.ioPriority().ifPresent(asked -> ioPriority(asked, problems.below("/ioPriority")));
        scheduling.execCpuAffinity().ifPresent(asked -> {
            list("/execCPUAffinity/initial", asked.initial(), problems);
            list("/execCPUAffinity/final", asked.last(), problems);
        });
    }

    private static void scheduler(Scheduler asked, Problems problems) {
        String policy = asked.policy();
        if (policy.isEmpty()) {
            problems.add("/policy", "scheduler policy is required");
        } else if (!Scheduler.POLICIES.containsKey(policy)) {
            problems.add("/policy", "invalid scheduler policy: " + policy);
        }
        boolean ordinary = List.of("SCHED_OTHER", "SCHED_BATCH").contains(policy);
        problems.unless(
                !ordinary || (asked.nice() >= -20 && asked.nice() <= 19),
                "/nice",
                "invalid scheduler.nice: " + asked.nice() + " when scheduler.policy is " + policy);
        problems.unless(
                asked.priority() == 0 || List.of("SCHED_FIFO", "SCHED_RR").contains(policy),
                "/priority",
                "scheduler.priority can only be specified for SchedFIFO or SchedRR policy");
        problems.unless(
                policy.equals("SCHED_DEADLINE") || (asked.runtime() | asked.deadline() | asked.period()) == 0,
                "",
                "scheduler runtime/deadline/period can only be specified for SchedDeadline policy");
        for (int i = 0; i < asked.flags().size(); i++) {
            String flag = asked.flags().get(i);
            problems.unless(Scheduler.FLAGS.containsKey(flag), "/flags/" + i, "invalid scheduler flag: " + flag);
        }
    }

    private static void ioPriority(IoPriority asked, Problems problems) {
        problems.unless(
                asked.priority() >= 0 && asked.priority() <= 7,
                "/priority",
                "invalid ioPriority.Priority: " + asked.priority());
        problems.unless(
                IoPriority.CLASSES.containsKey(asked.ioClass()),
                "/class",
                "invalid ioPriority.Class: \"" + asked.ioClass() + "\"");
    }

    private static void list(String pointer, Optional<String> cpus, Problems problems) {
        try {
            NumberList.parse(cpus.orElse(""));
        } catch (IllegalArgumentException e) {
            problems.add(pointer, "invalid list of CPUs \"" + cpus.orElse("") + "\": " + e.getMessage());
        }
    }
}
