package shibafu.engine.plan;

/// The codes, names and fields of all operations, as in `ops.h`: the one place that tells them, so that bytes and text
/// cannot disagree. OpCodesTest compares it with `ops.h`.
final class OpFields {
    private OpFields() {}

    static void visit(Op op, OpSink sink) {
        switch (op) {
            case Op.Stage ignored -> sink.op(1, "stage");
            case Op.Clone o -> sink.op(2, "clone").bits("flags", BitNames.NAMESPACES, o.flags());
            case Op.Child ignored -> sink.op(3, "child");
            case Op.Exit ignored -> sink.op(4, "exit");
            case Op.Meet ignored -> sink.op(5, "meet");
            case Op.MakeDir o ->
                sink.op(10, "make-dir").string("path", o.path()).octal("mode", o.mode());
            case Op.WriteFile o ->
                sink.op(11, "write-file")
                        .string("path", o.path())
                        .string("data", o.data())
                        .flag("optional", o.optional());
            case Op.MakeFifo o -> sink.op(12, "make-fifo").string("path", o.path());
            case Op.OpenCgroup o -> sink.op(13, "open-cgroup").string("path", o.path());
            case Op.IntoCgroup o -> sink.op(14, "into-cgroup").string("path", o.path());
            case Op.DeviceFilter o ->
                sink.op(15, "device-filter").string("path", o.path()).bytes("program", o.program());
            case Op.TimeNamespace o ->
                sink.op(16, "time-namespace")
                        .number("monotonic-secs", o.monotonicSecs())
                        .decimal("monotonic-nanos", o.monotonicNanos())
                        .number("boottime-secs", o.boottimeSecs())
                        .decimal("boottime-nanos", o.boottimeNanos());
            case Op.OpenStdio o ->
                sink.op(17, "open-stdio")
                        .decimal("fd", o.fd())
                        .string("path", o.path())
                        .flag("write", o.write());
            case Op.LogOutput o -> sink.op(18, "log-output").string("path", o.path());
            case Op.ConsoleSocket o -> sink.op(19, "console-socket").string("path", o.path());
            case Op.PidfdSocket o ->
                sink.op(87, "pidfd-socket").string("path", o.path()).string("type", o.type());
            case Op.AttachSocket o ->
                sink.op(23, "attach-socket").string("path", o.path()).flag("input", o.input());
            case Op.JoinNamespace o ->
                sink.op(20, "join-namespace")
                        .bits("type", BitNames.NAMESPACES, o.type())
                        .string("path", o.path());
            case Op.JoinProcess o ->
                sink.op(21, "join-process")
                        .decimal("pid", o.pid())
                        .number("start-time", o.startTime())
                        .bits("flags", BitNames.NAMESPACES, o.flags());
            case Op.WriteProc o ->
                sink.op(22, "write-proc").string("name", o.name()).string("data", o.data());
            case Op.MapIds o ->
                sink.op(110, "map-ids")
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .flag("recursive", o.recursive())
                        .string("uid-map", o.uidMap())
                        .string("gid-map", o.gidMap())
                        .string("namespace", o.namespace())
                        .flag("all", o.all());
            case Op.JoinCgroups ignored -> sink.op(30, "join-cgroups");
            case Op.Unshare o -> sink.op(31, "unshare").bits("flags", BitNames.NAMESPACES, o.flags());
            case Op.NewSession ignored -> sink.op(32, "new-session");
            case Op.LoopbackUp ignored -> sink.op(33, "loopback-up");
            case Op.Hostname o -> sink.op(34, "hostname").string("name", o.name());
            case Op.Domainname o -> sink.op(35, "domainname").string("name", o.name());
            case Op.Propagation o -> sink.op(36, "propagation").bits("flags", BitNames.PROPAGATION, o.flags());
            case Op.RootBind o -> sink.op(37, "root-bind").string("path", o.path());
            case Op.RootOverlay o ->
                sink.op(38, "root-overlay")
                        .string("path", o.path())
                        .strings("lower", o.lower())
                        .string("upper", o.upper())
                        .string("work", o.work());
            case Op.Mount o ->
                sink.op(39, "mount")
                        .string("type", o.type())
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .bits("attributes", BitNames.ATTRIBUTES, o.attributes())
                        .strings("options", o.options())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation());
            case Op.MountOver o ->
                sink.op(111, "mount-over")
                        .string("type", o.type())
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .bits("attributes", BitNames.ATTRIBUTES, o.attributes())
                        .strings("options", o.options())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation())
                        .flag("mode", o.mode())
                        .flag("content", o.content());
            case Op.Bind o ->
                sink.op(40, "bind")
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .flag("recursive", o.recursive())
                        .bits("set", BitNames.ATTRIBUTES, o.set())
                        .bits("clear", BitNames.ATTRIBUTES, o.clear())
                        .bits("recursive-set", BitNames.ATTRIBUTES, o.recursiveSet())
                        .bits("recursive-clear", BitNames.ATTRIBUTES, o.recursiveClear())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation());
            case Op.BindLink o ->
                sink.op(112, "bind-link")
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .flag("recursive", o.recursive())
                        .bits("set", BitNames.ATTRIBUTES, o.set())
                        .bits("clear", BitNames.ATTRIBUTES, o.clear())
                        .bits("recursive-set", BitNames.ATTRIBUTES, o.recursiveSet())
                        .bits("recursive-clear", BitNames.ATTRIBUTES, o.recursiveClear())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation())
                        .flag("source-link", o.sourceLink())
                        .flag("copy-link", o.copyLink())
                        .flag("over-link", o.overLink());
            case Op.Remount o ->
                sink.op(41, "remount")
                        .string("destination", o.destination())
                        .bits("set", BitNames.ATTRIBUTES, o.set())
                        .bits("clear", BitNames.ATTRIBUTES, o.clear())
                        .strings("options", o.options());
            case Op.RootDir o ->
                sink.op(42, "root-dir").string("destination", o.destination()).octal("mode", o.mode());
            case Op.Node o ->
                sink.op(43, "node")
                        .string("destination", o.destination())
                        .octal("mode", o.mode())
                        .number("major", o.major())
                        .number("minor", o.minor())
                        .decimal("uid", o.uid())
                        .decimal("gid", o.gid());
            case Op.Symlink o ->
                sink.op(44, "symlink").string("target", o.target()).string("destination", o.destination());
            case Op.Terminal o ->
                sink.op(45, "terminal")
                        .decimal("rows", o.rows())
                        .decimal("columns", o.columns())
                        .decimal("uid", o.uid());
            case Op.PivotRoot ignored -> sink.op(46, "pivot-root");
            case Op.ChangeRoot ignored -> sink.op(47, "change-root");
            case Op.RootAttributes o ->
                sink.op(48, "root-attributes")
                        .bits("set", BitNames.ATTRIBUTES, o.set())
                        .bits("clear", BitNames.ATTRIBUTES, o.clear())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation());
            case Op.MaskPath o -> sink.op(49, "mask-path").string("destination", o.destination());
            case Op.ReadonlyPath o -> sink.op(50, "readonly-path").string("destination", o.destination());
            case Op.Sysctl o -> sink.op(51, "sysctl").string("name", o.name()).string("value", o.value());
            case Op.Rlimit o ->
                sink.op(52, "rlimit")
                        .decimal("resource", o.resource())
                        .number("soft", o.soft())
                        .number("hard", o.hard());
            case Op.Umask o -> sink.op(53, "umask").octal("mask", o.mask());
            case Op.Groups o -> sink.op(54, "groups").decimals("gids", o.gids());
            case Op.Identity o ->
                sink.op(55, "identity").decimal("uid", o.uid()).decimal("gid", o.gid());
            case Op.BoundingSet o -> sink.op(56, "bounding-set").hex("keep", o.keep());
            case Op.SetCapabilities o ->
                sink.op(57, "set-capabilities")
                        .hex("effective", o.effective())
                        .hex("permitted", o.permitted())
                        .hex("inheritable", o.inheritable())
                        .hex("ambient", o.ambient());
            case Op.NoNewPrivileges ignored -> sink.op(58, "no-new-privileges");
            case Op.ChangeDir o ->
                sink.op(59, "change-dir").string("destination", o.destination()).flag("make", o.make());
            case Op.FindProgram o ->
                sink.op(60, "find-program").string("name", o.name()).string("path", o.path());
            case Op.WaitStart ignored -> sink.op(61, "wait-start");
            case Op.Init ignored -> sink.op(62, "init");
            case Op.Exec o ->
                sink.op(63, "exec")
                        .strings("arguments", o.arguments())
                        .strings("environment", o.environment())
                        .decimal("preserve", o.preserve());
            case Op.OpenRoot o -> sink.op(64, "open-root").string("path", o.path());
            case Op.MoveRoot ignored -> sink.op(65, "move-root");
            case Op.Hook o ->
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
            case Op.WaitMeet ignored -> sink.op(86, "wait-meet");
            case Op.Scheduler o ->
                sink.op(95, "scheduler")
                        .decimal("policy", o.policy())
                        .decimal("nice", o.nice())
                        .decimal("priority", o.priority())
                        .hex("flags", o.flags())
                        .number("runtime", o.runtime())
                        .number("deadline", o.deadline())
                        .number("period", o.period());
            case Op.IoPriority o ->
                sink.op(96, "io-priority").decimal("kind", o.kind()).decimal("level", o.level());
            case Op.CpuAffinity o -> sink.op(97, "cpu-affinity").bytes("cpus", o.cpus());
            case Op.Personality o -> sink.op(98, "personality").hex("persona", o.persona());
            case Op.MemoryPolicy o ->
                sink.op(99, "memory-policy").hex("mode", o.mode()).bytes("nodes", o.nodes());
            case Op.SecurityLabel o ->
                sink.op(100, "security-label").string("file", o.file()).string("label", o.label());
            case Op.NetDevice o ->
                sink.op(101, "net-device").string("name", o.name()).string("rename", o.rename());
            case Op.AddProcess o -> sink.op(102, "add-process").string("path", o.path());
            case Op.RemoveDir o -> sink.op(103, "remove-dir").string("path", o.path());
            case Op.Start o -> sink.op(70, "start").string("fifo", o.fifo());
            case Op.Signal o ->
                sink.op(71, "signal")
                        .decimal("pid", o.pid())
                        .number("start-time", o.startTime())
                        .decimal("signal", o.signal());
            case Op.SignalCgroup o ->
                sink.op(72, "signal-cgroup").string("path", o.path()).decimal("signal", o.signal());
            case Op.RemoveCgroup o -> sink.op(73, "remove-cgroup").string("path", o.path());
            case Op.RecordExit o ->
                sink.op(74, "record-exit").string("path", o.path()).string("oom-file", o.oomFile());
            case Op.RemoveFile o -> sink.op(75, "remove-file").string("path", o.path());
            case Op.RemoveTree o -> sink.op(76, "remove-tree").string("path", o.path());
            case Op.Seccomp o ->
                sink.op(80, "seccomp").bytes("program", o.program()).hex("flags", o.flags());
            case Op.SeccompSocket o ->
                sink.op(81, "seccomp-socket").string("path", o.path()).strings("state", o.state());
        }
    }
}
