package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import shibafu.engine.spec.Scheduling.CpuAffinity;
import shibafu.engine.spec.Scheduling.IoPriority;
import shibafu.engine.spec.Scheduling.Scheduler;

/// Writes `scheduler`, `ioPriority` and `execCPUAffinity` of a process.
final class SchedulingWriter {
    private SchedulingWriter() {}

    static void write(JsonGenerator json, Scheduling scheduling) throws IOException {
        if (scheduling.scheduler().isPresent()) {
            scheduler(json, scheduling.scheduler().get());
        }
        if (scheduling.ioPriority().isPresent()) {
            IoPriority priority = scheduling.ioPriority().get();
            json.writeObjectFieldStart("ioPriority");
            json.writeStringField("class", priority.ioClass());
            json.writeNumberField("priority", priority.priority());
            json.writeEndObject();
        }
        if (scheduling.execCpuAffinity().isPresent()) {
            CpuAffinity affinity = scheduling.execCpuAffinity().get();
            json.writeObjectFieldStart("execCPUAffinity");
            SpecWriter.text(json, "initial", affinity.initial());
            SpecWriter.text(json, "final", affinity.last());
            json.writeEndObject();
        }
    }

    private static void scheduler(JsonGenerator json, Scheduler scheduler) throws IOException {
        json.writeObjectFieldStart("scheduler");
        json.writeStringField("policy", scheduler.policy());
        json.writeNumberField("nice", scheduler.nice());
        json.writeNumberField("priority", scheduler.priority());
        SpecWriter.texts(json, "flags", scheduler.flags());
        json.writeNumberField("runtime", scheduler.runtime());
        json.writeNumberField("deadline", scheduler.deadline());
        json.writeNumberField("period", scheduler.period());
        json.writeEndObject();
    }
}
