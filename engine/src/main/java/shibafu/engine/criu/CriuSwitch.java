package shibafu.engine.criu;

/// What a caller switches on, each by the name that runc's command line has for it.
public enum CriuSwitch {
    LEAVE_RUNNING("leave-running", "leave-running", "let the container go on when its image is written"),
    TCP_ESTABLISHED("tcp-established", "tcp-established", "also with established TCP connections"),
    TCP_SKIP_IN_FLIGHT("tcp-skip-in-flight", "skip-in-flight", "pass over TCP connections that are being made"),
    TCP_CLOSE("tcp-close", "tcp-close", "close TCP connections instead of bringing them back"),
    LINK_REMAP("link-remap", "link-remap", "also with files that are deleted but still linked elsewhere"),
    EXT_UNIX_SK("ext-unix-sk", "ext-unix-sk", "also with UNIX sockets that lead out of the container"),
    SHELL_JOB("shell-job", "shell-job", "also with the terminal of the shell that started it"),
    FILE_LOCKS("file-locks", "file-locks", "also with file locks"),
    LAZY_PAGES("lazy-pages", "lazy-pages", "bring memory when it is used (userfaultfd)"),
    AUTO_DEDUP("auto-dedup", "auto-dedup", "drop what is in an earlier image too");

    private final String flag;
    private final String option;
    private final String help;

    CriuSwitch(String flag, String option, String help) {
        this.flag = flag;
        this.option = option;
        this.help = help;
    }

    /// Without dashes, as the caller writes it.
    public String flag() {
        return flag;
    }

    /// Without dashes, as criu wants it.
    String option() {
        return option;
    }

    /// One line.
    public String help() {
        return help;
    }
}
