package shibafu.engine.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ResourceLimit;
import shibafu.engine.spec.Scheduling;

/// An operation in words, as the start of an error: `mount proc on /proc`. A verb first, lower case, no full stop.
public final class OpPhrase {
    private OpPhrase() {}

    public static String of(Op op) {
        return switch (op) {
            case SectionOp o -> section(o);
            case HostOp o -> host(o);
            case TreeOp o -> tree(o);
            case ProcessOp o -> process(o);
            case ControlOp o -> control(o);
        };
    }

    private static String section(SectionOp op) {
        return switch (op) {
            case SectionOp.Stage ignored -> "fork a helper that joins namespaces";
            case SectionOp.Clone o -> "make the process" + inNew(o.flags());
            case SectionOp.Child ignored -> "let the new process go";
            case SectionOp.Exit ignored -> "wait for the end of the process";
            case SectionOp.Told ignored -> "tell of the end";
            case SectionOp.Meet ignored -> "wait for the process to be where hooks are run";
        };
    }

    private static String host(HostOp op) {
        return switch (op) {
            case HostOp.MakeDir o -> "make directory " + o.path();
            case HostOp.WriteFile o -> "write " + quote(o.data()) + " to " + o.path();
            case HostOp.MakeFifo o -> "make fifo " + o.path();
            case HostOp.OpenCgroup o -> "open cgroup " + o.path();
            case HostOp.IntoCgroup o -> "open cgroup " + o.path();
            case HostOp.DeviceFilter o -> "load the device rules of cgroup " + o.path();
            case HostOp.TimeNamespace ignored -> "make a time namespace";
            case HostOp.OpenStdio o -> "open " + o.path() + " as " + stream(o.fd());
            case HostOp.LogOutput o -> "log the output to " + o.path();
            case HostOp.ConsoleSocket o -> "connect to console socket " + o.path();
            case HostOp.PidfdSocket o -> "send a pidfd to socket " + o.path();
            case HostOp.AttachSocket o -> "listen for those who attach on " + o.path();
            case HostOp.MapIds o ->
                "map the owners" + (o.source().isEmpty() ? "" : " in " + o.source()) + " for " + o.destination();
            case HostOp.ServeRoot o -> "have the root served by " + program(o.arguments());
            case HostOp.JoinNamespace o -> "join the " + namespaces(o.type()) + " namespace " + o.path();
            case HostOp.JoinContainer o -> "join the " + namespaces(o.type()) + " namespace of container " + o.name();
            case HostOp.CopyMount o -> "share " + o.path() + " of container " + o.name();
            case HostOp.JoinProcess o -> joinProcess(o);
            case HostOp.WriteProc o -> "write " + quote(o.data().strip()) + " to " + o.name() + " of the process";
            case HostOp.NetDevice o -> "move network device " + o.name();
            case HostOp.Restore o -> "restore the process by " + program(o.arguments());
            case HostOp.RecordProcess o -> "record the process in " + o.path();
            case HostOp.LogRotation o -> "keep " + o.files() + " files of the log, of " + o.size() + " bytes";
            case HostOp.Restart o ->
                "restart it " + (o.failures() ? "when it fails" : "when it ends") + ", unless " + o.marker()
                        + " is there";
            case HostOp.HealthCheck o -> "check its health every " + o.interval() + " ms";
            case HostOp.AddProcess o -> "write the pid of the process to " + o.path();
            case HostOp.SeccompSocket o -> "connect to seccomp listener " + o.path();
        };
    }

    private static String tree(TreeOp op) {
        return switch (op) {
            case TreeOp.Propagation o -> "make the mounts " + BitNames.PROPAGATION.text(o.flags());
            case TreeOp.Early ignored -> "take the mounts that were prepared";
            case TreeOp.RootBind o -> "bind root " + o.path();
            case TreeOp.PlaceRoot o -> "move the root to " + o.path();
            case TreeOp.OpenRoot o -> "open root " + o.path();
            case TreeOp.RootOverlay o -> "mount overlay root on " + o.path();
            case TreeOp.Mount o -> "mount " + o.type() + " on " + o.destination();
            case TreeOp.MountOver o ->
                "mount " + o.type() + " on " + o.destination() + (o.content() ? " with a copy of what is there" : "");
            case TreeOp.Bind o -> "bind " + o.source() + " to " + o.destination();
            case TreeOp.BindLink o -> "bind " + o.source() + " to " + o.destination();
            case TreeOp.Fill o -> "copy what the image has in " + o.destination() + " to " + o.source();
            case TreeOp.Remount o -> "remount " + o.destination();
            case TreeOp.RootDir o -> "make directory " + o.destination() + " in the root";
            case TreeOp.Node o -> "make device " + o.destination() + " (" + o.major() + ":" + o.minor() + ")";
            case TreeOp.Symlink o -> "make link " + o.destination() + " to " + o.target();
            case TreeOp.PivotRoot ignored -> "make the root / (pivot_root)";
            case TreeOp.ChangeRoot ignored -> "make the root / (chroot)";
            case TreeOp.MoveRoot ignored -> "make the root / (move and chroot)";
            case TreeOp.RootAttributes o ->
                (o.set() & MountFlag.READONLY) != 0 ? "make the root read-only" : "change the root";
            case TreeOp.MaskPath o -> "mask " + o.destination();
            case TreeOp.ReadonlyPath o -> "make " + o.destination() + " read-only";
        };
    }

    private static String process(ProcessOp op) {
        return switch (op) {
            case ProcessOp.JoinCgroups ignored -> "join the cgroups";
            case ProcessOp.Unshare o -> "make a " + namespaces(o.flags()) + " namespace";
            case ProcessOp.SessionKeyring o -> "join session keyring " + o.name();
            case ProcessOp.NewSession ignored -> "start a session";
            case ProcessOp.LoopbackUp ignored -> "bring up the loopback interface";
            case ProcessOp.Hostname o -> "set hostname " + o.name();
            case ProcessOp.Domainname o -> "set domainname " + o.name();
            case ProcessOp.Terminal ignored -> "open a terminal";
            case ProcessOp.Sysctl o -> "set sysctl " + o.name() + " to " + quote(o.value());
            case ProcessOp.Rlimit o ->
                "set resource limit " + resource(o.resource()) + " to " + limit(o.soft(), o.hard());
            case ProcessOp.Umask o -> "set umask 0" + Integer.toOctalString(o.mask());
            case ProcessOp.Groups o -> "set groups " + o.gids();
            case ProcessOp.Identity o -> "become user " + o.uid() + ":" + o.gid();
            case ProcessOp.BoundingSet ignored -> "limit the capability bounding set";
            case ProcessOp.SetCapabilities ignored -> "set capabilities";
            case ProcessOp.NoNewPrivileges ignored -> "set no_new_privs";
            case ProcessOp.ChangeDir o -> "enter directory " + o.destination();
            case ProcessOp.FindProgram o -> "find " + o.name() + (o.name().contains("/") ? "" : " in " + o.path());
            case ProcessOp.WaitStart ignored -> "wait for the start";
            case ProcessOp.Init ignored -> "fork the init process";
            case ProcessOp.Exec o -> "execute " + o.arguments().getFirst();
            case ProcessOp.Hook o -> "run " + o.stage() + " hook #" + o.number() + " " + o.path();
            case ProcessOp.WaitMeet ignored -> "wait for the hooks of the runtime";
            case ProcessOp.CallMeet ignored -> "tell that it is ready to be recorded";
            case ProcessOp.Scheduler o -> "set scheduler policy " + policy(o.policy());
            case ProcessOp.IoPriority o -> "set I/O priority " + o.kind() + ":" + o.level();
            case ProcessOp.CpuAffinity ignored -> "set the CPU affinity";
            case ProcessOp.Personality o -> "set personality " + o.persona();
            case ProcessOp.MemoryPolicy ignored -> "set the memory policy";
            case ProcessOp.SecurityLabel o -> "apply label " + quote(o.label()) + " to " + o.file();
            case ProcessOp.Seccomp ignored -> "install the seccomp filter";
        };
    }

    private static String control(ControlOp op) {
        return switch (op) {
            case ControlOp.RemoveDir o -> "remove directory " + o.path();
            case ControlOp.RunProgram o -> "run " + program(o.arguments());
            case ControlOp.NotifySocket o -> "make notification socket " + o.path();
            case ControlOp.Start o -> "open fifo " + o.fifo();
            case ControlOp.Signal o -> "send signal " + o.signal() + " to process " + o.pid();
            case ControlOp.SignalCgroup o -> "send signal " + o.signal() + " to cgroup " + o.path();
            case ControlOp.RemoveCgroup o -> "remove cgroup " + o.path();
            case ControlOp.RecordExit o -> "record the exit in " + o.path();
            case ControlOp.RemoveFile o -> "remove file " + o.path();
            case ControlOp.RemoveTree o -> "remove directory " + o.path();
            case ControlOp.SetAside o -> "move " + o.path() + " to " + o.aside();
        };
    }

    private static String joinProcess(HostOp.JoinProcess op) {
        return op.flags() == 0
                ? "find process " + op.pid()
                : "join namespaces " + namespaces(op.flags()) + " of process " + op.pid();
    }

    private static String inNew(long flags) {
        return flags == 0 ? "" : " in new namespaces " + namespaces(flags);
    }

    private static String namespaces(long flags) {
        return Arrays.stream(NamespaceType.values())
                .filter(type -> (flags & type.cloneFlag()) != 0)
                .map(NamespaceType::ociName)
                .collect(Collectors.joining(", "));
    }

    private static String program(List<String> arguments) {
        return arguments.isEmpty() ? "nothing" : arguments.getFirst();
    }

    private static String stream(int fd) {
        return switch (fd) {
            case 0 -> "stdin";
            case 1 -> "stdout";
            case 2 -> "stderr";
            default -> "descriptor " + fd;
        };
    }

    private static String policy(int number) {
        return Scheduling.Scheduler.POLICIES.entrySet().stream()
                .filter(policy -> policy.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Integer.toString(number));
    }

    private static String resource(int number) {
        return ResourceLimit.numbered(number).map(ResourceLimit::ociName).orElse(Integer.toString(number));
    }

    private static String limit(long soft, long hard) {
        return limit(soft) + ":" + limit(hard);
    }

    private static String limit(long value) {
        return value == -1 ? "unlimited" : Long.toUnsignedString(value);
    }

    private static String quote(String text) {
        return "\"" + text.replace("\n", "\\n") + "\"";
    }
}
