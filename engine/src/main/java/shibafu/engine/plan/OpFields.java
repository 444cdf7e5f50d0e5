package shibafu.engine.plan;

/// The codes, names and fields of all operations, as in `ops.h`: the one place that tells them, so that bytes and text
/// cannot disagree. OpCodesTest compares it with `ops.h`.
final class OpFields {
    private OpFields() {}

    static void visit(Op op, OpSink sink) {
        switch (op) {
            case SectionOp o -> section(o, sink);
            case HostOp o -> HostOpFields.visit(o, sink);
            case TreeOp o -> TreeOpFields.visit(o, sink);
            case ProcessOp o -> process(o, sink);
            case ControlOp o -> control(o, sink);
        }
    }

    private static void section(SectionOp op, OpSink sink) {
        switch (op) {
            case SectionOp.Stage ignored -> sink.op(1, "stage");
            case SectionOp.Clone o -> sink.op(2, "clone").bits("flags", BitNames.NAMESPACES, o.flags());
            case SectionOp.Child ignored -> sink.op(3, "child");
            case SectionOp.Exit ignored -> sink.op(4, "exit");
            case SectionOp.Meet ignored -> sink.op(5, "meet");
            case SectionOp.Told ignored -> sink.op(6, "told");
        }
    }

    private static void process(ProcessOp op, OpSink sink) {
        switch (op) {
            case ProcessOp.JoinCgroups ignored -> sink.op(30, "join-cgroups");
            case ProcessOp.Unshare o -> sink.op(31, "unshare").bits("flags", BitNames.NAMESPACES, o.flags());
            case ProcessOp.NewSession ignored -> sink.op(32, "new-session");
            case ProcessOp.LoopbackUp ignored -> sink.op(33, "loopback-up");
            case ProcessOp.Hostname o -> sink.op(34, "hostname").string("name", o.name());
            case ProcessOp.Domainname o -> sink.op(35, "domainname").string("name", o.name());
            case ProcessOp.Terminal o ->
                sink.op(45, "terminal")
                        .decimal("rows", o.rows())
                        .decimal("columns", o.columns())
                        .decimal("uid", o.uid());
            case ProcessOp.Sysctl o ->
                sink.op(51, "sysctl").string("name", o.name()).string("value", o.value());
            case ProcessOp.Rlimit o ->
                sink.op(52, "rlimit")
                        .decimal("resource", o.resource())
                        .number("soft", o.soft())
                        .number("hard", o.hard());
            case ProcessOp.Umask o -> sink.op(53, "umask").octal("mask", o.mask());
            case ProcessOp.Groups o -> sink.op(54, "groups").decimals("gids", o.gids());
            case ProcessOp.Identity o ->
                sink.op(55, "identity").decimal("uid", o.uid()).decimal("gid", o.gid());
            case ProcessOp.BoundingSet o -> sink.op(56, "bounding-set").hex("keep", o.keep());
            case ProcessOp.SetCapabilities o ->
                sink.op(57, "set-capabilities")
                        .hex("effective", o.effective())
                        .hex("permitted", o.permitted())
                        .hex("inheritable", o.inheritable())
                        .hex("ambient", o.ambient());
            case ProcessOp.NoNewPrivileges ignored -> sink.op(58, "no-new-privileges");
            case ProcessOp.ChangeDir o ->
                sink.op(59, "change-dir").string("destination", o.destination()).flag("make", o.make());
            case ProcessOp.FindProgram o ->
                sink.op(60, "find-program").string("name", o.name()).string("path", o.path());
            case ProcessOp.WaitStart ignored -> sink.op(61, "wait-start");
            case ProcessOp.Init ignored -> sink.op(62, "init");
            case ProcessOp.Exec o ->
                sink.op(63, "exec")
                        .strings("arguments", o.arguments())
                        .strings("environment", o.environment())
                        .decimal("preserve", o.preserve());
            case ProcessOp.Hook o ->
                sink.op(85, "hook")
                        .string("stage", o.stage())
                        .decimal("number", o.number())
                        .string("path", o.path())
                        .strings("arguments", o.arguments())
                        .flag("inherit", o.inherit())
                        .strings("environment", o.environment())
                        .decimal("timeout", o.timeout())
                        .string("directory", o.directory())
                        .string("state", o.state())
                        .string("rest", o.rest());
            case ProcessOp.WaitMeet ignored -> sink.op(86, "wait-meet");
            case ProcessOp.CallMeet ignored -> sink.op(120, "call-meet");
            case ProcessOp.SessionKeyring o ->
                sink.op(88, "session-keyring")
                        .string("name", o.name())
                        .hex("permit", o.permit())
                        .string("label", o.label());
            case ProcessOp.Scheduler o ->
                sink.op(95, "scheduler")
                        .decimal("policy", o.policy())
                        .decimal("nice", o.nice())
                        .decimal("priority", o.priority())
                        .hex("flags", o.flags())
                        .number("runtime", o.runtime())
                        .number("deadline", o.deadline())
                        .number("period", o.period());
            case ProcessOp.IoPriority o ->
                sink.op(96, "io-priority").decimal("kind", o.kind()).decimal("level", o.level());
            case ProcessOp.CpuAffinity o -> sink.op(97, "cpu-affinity").bytes("cpus", o.cpus());
            case ProcessOp.Personality o -> sink.op(98, "personality").hex("persona", o.persona());
            case ProcessOp.MemoryPolicy o ->
                sink.op(99, "memory-policy").hex("mode", o.mode()).bytes("nodes", o.nodes());
            case ProcessOp.SecurityLabel o ->
                sink.op(100, "security-label").string("file", o.file()).string("label", o.label());
            case ProcessOp.Seccomp o ->
                sink.op(80, "seccomp").bytes("program", o.program()).hex("flags", o.flags());
        }
    }

    private static void control(ControlOp op, OpSink sink) {
        switch (op) {
            case ControlOp.RemoveDir o -> sink.op(103, "remove-dir").string("path", o.path());
            case ControlOp.RunProgram o ->
                sink.op(114, "run-program").strings("arguments", o.arguments()).decimal("pass", o.pass());
            case ControlOp.NotifySocket o -> sink.op(89, "notify-socket").string("path", o.path());
            case ControlOp.Start o -> sink.op(70, "start").string("fifo", o.fifo());
            case ControlOp.Signal o ->
                sink.op(71, "signal")
                        .decimal("pid", o.pid())
                        .number("start-time", o.startTime())
                        .decimal("signal", o.signal());
            case ControlOp.SignalCgroup o ->
                sink.op(72, "signal-cgroup").string("path", o.path()).decimal("signal", o.signal());
            case ControlOp.RemoveCgroup o -> sink.op(73, "remove-cgroup").string("path", o.path());
            case ControlOp.RecordExit o ->
                sink.op(74, "record-exit").string("path", o.path()).string("oom-file", o.oomFile());
            case ControlOp.RemoveFile o -> sink.op(75, "remove-file").string("path", o.path());
            case ControlOp.RemoveTree o -> sink.op(76, "remove-tree").string("path", o.path());
            case ControlOp.SetAside o ->
                sink.op(115, "set-aside").string("path", o.path()).string("aside", o.aside());
        }
    }
}
