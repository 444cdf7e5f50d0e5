package shibafu.engine.spec;

import java.util.Optional;
import shibafu.engine.spec.Scheduling.CpuAffinity;
import shibafu.engine.spec.Scheduling.IoPriority;
import shibafu.engine.spec.Scheduling.Scheduler;

/// Reads `scheduler`, `ioPriority` and `execCPUAffinity` of a process.
final class SchedulingReader {
    private SchedulingReader() {}

    static Scheduling read(JsonPart process) {
        return new Scheduling(
                some(process.member("scheduler")).map(SchedulingReader::scheduler),
                some(process.member("ioPriority")).map(SchedulingReader::ioPriority),
                some(process.member("execCPUAffinity")).map(SchedulingReader::affinity));
    }

    /// An object of nothing but zeros is Go's word for an absent one.
    private static Optional<JsonPart> some(JsonPart part) {
        return part.empty() ? Optional.empty() : Optional.of(part);
    }

    private static Scheduler scheduler(JsonPart part) {
        return new Scheduler(
                part.member("policy").textOrEmpty(),
                part.member("nice")
                        .smallNumber(Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .orElse(0),
                part.member("priority")
                        .smallNumber(Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .orElse(0),
                part.member("flags").texts(),
                nanos(part.member("runtime")),
                nanos(part.member("deadline")),
                nanos(part.member("period")));
    }

    private static long nanos(JsonPart part) {
        return part.number(0, Long.MAX_VALUE).orElse(0);
    }

    private static IoPriority ioPriority(JsonPart part) {
        return new IoPriority(
                part.member("class").textOrEmpty(),
                part.member("priority")
                        .smallNumber(Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .orElse(0));
    }

    private static CpuAffinity affinity(JsonPart part) {
        return new CpuAffinity(SpecReader.nonEmpty(part.member("initial")), SpecReader.nonEmpty(part.member("final")));
    }
}
