package shibafu.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.ProcessSpec;

/// The program: found, then executed.
final class ProgramOps {
    private ProgramOps() {}

    /// Looks it up as the user who will run it, from the directory where it will run.
    static Op find(ProcessSpec process) {
        String path = environment(process.env()).getOrDefault("PATH", DefaultSpec.PATH);
        return new ProcessOp.FindProgram(process.args().getFirst(), path);
    }

    static Op execute(ProcessSpec process, int preserveFds) {
        return new ProcessOp.Exec(process.args(), entries(process), preserveFds);
    }

    /// Its environment, as execve(2) takes it.
    static List<String> entries(ProcessSpec process) {
        return environment(process.env()).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    /// By name: of two with the same name the last one counts, in the place of the first.
    private static Map<String, String> environment(List<String> env) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String entry : env) {
            int equals = entry.indexOf('=');
            environment.put(
                    equals < 0 ? entry : entry.substring(0, equals), equals < 0 ? "" : entry.substring(equals + 1));
        }
        return environment;
    }
}
