package shibafu.engine.plan;

/// [OpFields] of what is done on the host.
final class HostOpFields {
    private HostOpFields() {}

    static void visit(HostOp op, OpSink sink) {
        switch (op) {
            case HostOp.MakeDir o ->
                sink.op(10, "make-dir").string("path", o.path()).octal("mode", o.mode());
            case HostOp.WriteFile o ->
                sink.op(11, "write-file")
                        .string("path", o.path())
                        .string("data", o.data())
                        .flag("optional", o.optional());
            case HostOp.MakeFifo o -> sink.op(12, "make-fifo").string("path", o.path());
            case HostOp.OpenCgroup o -> sink.op(13, "open-cgroup").string("path", o.path());
            case HostOp.IntoCgroup o -> sink.op(14, "into-cgroup").string("path", o.path());
            case HostOp.DeviceFilter o ->
                sink.op(15, "device-filter").string("path", o.path()).bytes("program", o.program());
            case HostOp.TimeNamespace o ->
                sink.op(16, "time-namespace")
                        .number("monotonic-secs", o.monotonicSecs())
                        .decimal("monotonic-nanos", o.monotonicNanos())
                        .number("boottime-secs", o.boottimeSecs())
                        .decimal("boottime-nanos", o.boottimeNanos());
            case HostOp.OpenStdio o ->
                sink.op(17, "open-stdio")
                        .decimal("fd", o.fd())
                        .string("path", o.path())
                        .flag("write", o.write());
            case HostOp.LogOutput o -> sink.op(18, "log-output").string("path", o.path());
            case HostOp.ConsoleSocket o -> sink.op(19, "console-socket").string("path", o.path());
            case HostOp.PidfdSocket o ->
                sink.op(87, "pidfd-socket").string("path", o.path()).string("type", o.type());
            case HostOp.AttachSocket o ->
                sink.op(23, "attach-socket").string("path", o.path()).flag("input", o.input());
            case HostOp.JoinNamespace o ->
                sink.op(20, "join-namespace")
                        .bits("type", BitNames.NAMESPACES, o.type())
                        .string("path", o.path());
            case HostOp.JoinContainer o ->
                sink.op(117, "join-container")
                        .bits("type", BitNames.NAMESPACES, o.type())
                        .string("name", o.name())
                        .string("restarts", o.restarts())
                        .string("started", o.started())
                        .string("record", o.record());
            case HostOp.CopyMount o ->
                sink.op(118, "copy-mount")
                        .string("name", o.name())
                        .string("restarts", o.restarts())
                        .string("started", o.started())
                        .string("record", o.record())
                        .string("path", o.path())
                        .string("source", o.source())
                        .string("destination", o.destination());
            case HostOp.JoinProcess o ->
                sink.op(21, "join-process")
                        .decimal("pid", o.pid())
                        .number("start-time", o.startTime())
                        .bits("flags", BitNames.NAMESPACES, o.flags());
            case HostOp.WriteProc o ->
                sink.op(22, "write-proc").string("name", o.name()).string("data", o.data());
            case HostOp.MapIds o ->
                sink.op(110, "map-ids")
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .flag("recursive", o.recursive())
                        .string("uid-map", o.uidMap())
                        .string("gid-map", o.gidMap())
                        .string("namespace", o.namespace())
                        .flag("all", o.all());
            case HostOp.ServeRoot o -> sink.op(119, "serve-root").strings("arguments", o.arguments());
            case HostOp.NetDevice o ->
                sink.op(101, "net-device").string("name", o.name()).string("rename", o.rename());
            case HostOp.RecordProcess o ->
                sink.op(91, "record-process").string("path", o.path()).flag("supervised", o.supervised());
            case HostOp.LogRotation o ->
                sink.op(93, "log-rotation").number("size", o.size()).decimal("files", o.files());
            case HostOp.Restart o ->
                sink.op(92, "restart")
                        .flag("failures", o.failures())
                        .decimal("limit", o.limit())
                        .string("marker", o.marker())
                        .string("record", o.record());
            case HostOp.HealthCheck o ->
                sink.op(94, "health-check")
                        .number("interval", o.interval())
                        .number("timeout", o.timeout())
                        .number("start-period", o.startPeriod())
                        .number("start-interval", o.startInterval())
                        .decimal("retries", o.retries())
                        .string("frozen", o.frozen())
                        .string("record", o.record())
                        .plan("plan", o.plan());
            case HostOp.Restore o ->
                sink.op(113, "restore")
                        .strings("arguments", o.arguments())
                        .string("root", o.root())
                        .string("point", o.point())
                        .strings("files", o.files())
                        .string("pid-file", o.pidFile())
                        .string("keyring", o.keyring())
                        .strings("places", o.places());
            case HostOp.AddProcess o -> sink.op(102, "add-process").string("path", o.path());
            case HostOp.SeccompSocket o ->
                sink.op(81, "seccomp-socket").string("path", o.path()).strings("state", o.state());
        }
    }
}
