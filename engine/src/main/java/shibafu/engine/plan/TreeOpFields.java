package shibafu.engine.plan;

/// [OpFields] of what makes the container's tree of files.
final class TreeOpFields {
    private TreeOpFields() {}

    static void visit(TreeOp op, OpSink sink) {
        switch (op) {
            case TreeOp.Propagation o -> sink.op(36, "propagation").bits("flags", BitNames.PROPAGATION, o.flags());
            case TreeOp.Early o -> sink.op(121, "early").decimals("operations", o.operations());
            case TreeOp.RootBind o -> sink.op(37, "root-bind").string("path", o.path());
            case TreeOp.RootOverlay o ->
                sink.op(38, "root-overlay")
                        .string("path", o.path())
                        .strings("lower", o.lower())
                        .string("upper", o.upper())
                        .string("work", o.work());
            case TreeOp.Mount o ->
                sink.op(39, "mount")
                        .string("type", o.type())
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .bits("attributes", BitNames.ATTRIBUTES, o.attributes())
                        .strings("options", o.options())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation());
            case TreeOp.MountOver o ->
                sink.op(111, "mount-over")
                        .string("type", o.type())
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .bits("attributes", BitNames.ATTRIBUTES, o.attributes())
                        .strings("options", o.options())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation())
                        .flag("mode", o.mode())
                        .flag("content", o.content());
            case TreeOp.Bind o ->
                sink.op(40, "bind")
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .flag("recursive", o.recursive())
                        .bits("set", BitNames.ATTRIBUTES, o.set())
                        .bits("clear", BitNames.ATTRIBUTES, o.clear())
                        .bits("recursive-set", BitNames.ATTRIBUTES, o.recursiveSet())
                        .bits("recursive-clear", BitNames.ATTRIBUTES, o.recursiveClear())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation());
            case TreeOp.Fill o ->
                sink.op(116, "fill")
                        .string("source", o.source())
                        .string("destination", o.destination())
                        .string("marker", o.marker());
            case TreeOp.BindLink o ->
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
            case TreeOp.Remount o ->
                sink.op(41, "remount")
                        .string("destination", o.destination())
                        .bits("set", BitNames.ATTRIBUTES, o.set())
                        .bits("clear", BitNames.ATTRIBUTES, o.clear())
                        .strings("options", o.options());
            case TreeOp.RootDir o ->
                sink.op(42, "root-dir").string("destination", o.destination()).octal("mode", o.mode());
            case TreeOp.Node o ->
                sink.op(43, "node")
                        .string("destination", o.destination())
                        .octal("mode", o.mode())
                        .number("major", o.major())
                        .number("minor", o.minor())
                        .decimal("uid", o.uid())
                        .decimal("gid", o.gid());
            case TreeOp.Symlink o ->
                sink.op(44, "symlink").string("target", o.target()).string("destination", o.destination());
            case TreeOp.PivotRoot ignored -> sink.op(46, "pivot-root");
            case TreeOp.ChangeRoot ignored -> sink.op(47, "change-root");
            case TreeOp.RootAttributes o ->
                sink.op(48, "root-attributes")
                        .bits("set", BitNames.ATTRIBUTES, o.set())
                        .bits("clear", BitNames.ATTRIBUTES, o.clear())
                        .bits("propagation", BitNames.PROPAGATION, o.propagation());
            case TreeOp.MaskPath o -> sink.op(49, "mask-path").string("destination", o.destination());
            case TreeOp.ReadonlyPath o -> sink.op(50, "readonly-path").string("destination", o.destination());
            case TreeOp.PlaceRoot o -> sink.op(90, "place-root").string("path", o.path());
            case TreeOp.OpenRoot o -> sink.op(64, "open-root").string("path", o.path());
            case TreeOp.MoveRoot ignored -> sink.op(65, "move-root");
        }
    }
}
