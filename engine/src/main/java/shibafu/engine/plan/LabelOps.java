package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.spec.SecurityLabels;

/// What security modules are to call the program. The kernel keeps it until execve(2): nothing is forbidden before.
final class LabelOps {
    /// AppArmor's own file; `attr/exec` is whichever module has come first.
    private static final String APPARMOR = "attr/apparmor/exec";

    private static final String SELINUX = "attr/exec";

    private LabelOps() {}

    static List<Op> labels(SecurityLabels labels) {
        List<Op> ops = new ArrayList<>();
        labels.apparmorProfile().ifPresent(name -> ops.add(new ProcessOp.SecurityLabel(APPARMOR, "exec " + name)));
        labels.selinuxLabel().ifPresent(label -> ops.add(new ProcessOp.SecurityLabel(SELINUX, label)));
        return ops;
    }
}
