package shibafu.tui.containers;

import shibafu.engine.service.ContainerRow;
import shibafu.tui.theme.Role;

/// A container's state in a word of at most eight letters.
record State(String word, Role role) {
    static State of(ContainerRow row) {
        return switch (row.status()) {
            case CREATING -> new State("making", Role.DIM);
            case CREATED -> new State("created", Role.DIM);
            case RUNNING -> new State("run", Role.STATE_RUN);
            case PAUSED -> new State("frozen", Role.STATE_FREEZE);
            case RESTARTING -> new State("restart", Role.STATE_FAIL);
            case STOPPED -> ended(row);
        };
    }

    private static State ended(ContainerRow row) {
        if (row.oomKilled()) {
            return new State("oom", Role.STATE_OOM);
        }
        if (row.exitCode().isEmpty()) {
            return new State("stopped", Role.STATE_STOP);
        }
        int code = row.exitCode().getAsInt();
        return new State("exit " + code, code == 0 ? Role.STATE_EXIT0 : Role.STATE_FAIL);
    }
}
