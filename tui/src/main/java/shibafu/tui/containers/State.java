package shibafu.tui.containers;

import shibafu.engine.service.ContainerRow;
import shibafu.tui.theme.Role;

/// A container's state in a word of at most eight letters.
record State(String word, Role role) {
    static State of(ContainerRow row) {
        return switch (row.status()) {
            case CREATING -> new State("making", Role.DIM);
            case CREATED -> new State("created", Role.DIM);
            case RUNNING -> running(row);
            case PAUSED -> new State("frozen", Role.STATE_FREEZE);
            case RESTARTING -> new State("restart", Role.STATE_FAIL);
            case STOPPED -> ended(row);
        };
    }

    private static State running(ContainerRow row) {
        if (row.health().isEmpty()) {
            return new State("run", Role.STATE_RUN);
        }
        return switch (row.health().get()) {
            case STARTING -> new State("starting", Role.STATE_RUN);
            case HEALTHY -> new State("healthy", Role.STATE_RUN);
            case UNHEALTHY -> new State("unwell", Role.STATE_FAIL);
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
