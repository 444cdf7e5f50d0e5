package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.Set;
import shibafu.engine.cgroup.CgroupLayout;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.lifecycle.Rootless;
import shibafu.engine.spec.Resources;

/// Tells an ordinary user which limits a container does without, as nothing of the cgroups is theirs.
record UnkeptLimits(FrontSession session) {
    void tell(Resources asked) {
        if (!Rootless.is(session.request().environment())) {
            return;
        }
        Set<String> unkept = CgroupLayout.detect(Path.of("/")).unkept(asked);
        if (!unkept.isEmpty()) {
            session.printError("shibafu: warning: no limit of " + String.join(", ", unkept)
                    + " is set: that needs cgroup v2, and a cgroup of it that is delegated to the user\n");
        }
    }
}
