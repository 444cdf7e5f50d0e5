package shibafu.engine.plan;

import java.util.Arrays;
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
            case Op.Stage ignored -> "fork a helper that joins namespaces";
            case Op.Clone o -> "make the process" + inNew(o.flags());
            case Op.Child ignored -> "let the new process go";
            case Op.Exit ignored -> "wait for the end of the process";
            case Op.Meet ignored -> "wait for the process to be where hooks are run";
            case Op.MakeDir o -> "make directory " + o.path();
            case Op.WriteFile o -> "write " + quote(o.data()) + " to " + o.path();
            case Op.MakeFifo o -> "make fifo " + o.path();
            case Op.OpenCgroup o -> "open cgroup " + o.path();
            case Op.IntoCgroup o -> "open cgroup " + o.path();
            case Op.DeviceFilter o -> "load the device rules of cgroup " + o.path();
            case Op.TimeNamespace ignored -> "make a time namespace";
            case Op.OpenStdio o -> "open " + o.path() + " as " + stream(o.fd());
            case Op.LogOutput o -> "log the output to " + o.path();
            case Op.ConsoleSocket o -> "connect to console socket " + o.path();
            case Op.PidfdSocket o -> "send a pidfd to socket " + o.path();
            case Op.AttachSocket o -> "listen for those who attach on " + o.path();
            case Op.MapIds o ->
                "map the owners" + (o.source().isEmpty() ? "" : " in " + o.source()) + " for " + o.destination();
            case Op.JoinNamespace o -> "join the " + namespaces(o.type()) + " namespace " + o.path();
            case Op.JoinProcess o -> joinProcess(o);
            case Op.WriteProc o -> "write " + quote(o.data().strip()) + " to " + o.name() + " of the process";
            case Op.JoinCgroups ignored -> "join the cgroups";
            case Op.Unshare o -> "make a " + namespaces(o.flags()) + " namespace";
            case Op.NewSession ignored -> "start a session";
            case Op.LoopbackUp ignored -> "bring up the loopback interface";
            case Op.Hostname o -> "set hostname " + o.name();
            case Op.Domainname o -> "set domainname " + o.name();
            case Op.Propagation o -> "make the mounts " + BitNames.PROPAGATION.text(o.flags());
            case Op.RootBind o -> "bind root " + o.path();
            case Op.OpenRoot o -> "open root " + o.path();
            case Op.RootOverlay o -> "mount overlay root on " + o.path();
            case Op.Mount o -> "mount " + o.type() + " on " + o.destination();
            case Op.MountOver o ->
                "mount " + o.type() + " on " + o.destination() + (o.content() ? " with a copy of what is there" : "");
            case Op.Bind o -> "bind " + o.source() + " to " + o.destination();
            case Op.BindLink o -> "bind " + o.source() + " to " + o.destination();
            case Op.Remount o -> "remount " + o.destination();
            case Op.RootDir o -> "make directory " + o.destination() + " in the root";
            case Op.Node o -> "make device " + o.destination() + " (" + o.major() + ":" + o.minor() + ")";
            case Op.Symlink o -> "make link " + o.destination() + " to " + o.target();
            case Op.Terminal ignored -> "open a terminal";
            case Op.PivotRoot ignored -> "make the root / (pivot_root)";
            case Op.ChangeRoot ignored -> "make the root / (chroot)";
            case Op.MoveRoot ignored -> "make the root / (move and chroot)";
            case Op.RootAttributes o ->
                (o.set() & MountFlag.READONLY) != 0 ? "make the root read-only" : "change the root";
            case Op.MaskPath o -> "mask " + o.destination();
            case Op.ReadonlyPath o -> "make " + o.destination() + " read-only";
            case Op.Sysctl o -> "set sysctl " + o.name() + " to " + quote(o.value());
            case Op.Rlimit o -> "set resource limit " + resource(o.resource()) + " to " + limit(o.soft(), o.hard());
            case Op.Umask o -> "set umask 0" + Integer.toOctalString(o.mask());
            case Op.Groups o -> "set groups " + o.gids();
            case Op.Identity o -> "become user " + o.uid() + ":" + o.gid();
            case Op.BoundingSet ignored -> "limit the capability bounding set";
            case Op.SetCapabilities ignored -> "set capabilities";
            case Op.NoNewPrivileges ignored -> "set no_new_privs";
            case Op.ChangeDir o -> "enter directory " + o.destination();
            case Op.FindProgram o -> "find " + o.name() + (o.name().contains("/") ? "" : " in " + o.path());
            case Op.WaitStart ignored -> "wait for the start";
            case Op.Init ignored -> "fork the init process";
            case Op.Exec o -> "execute " + o.arguments().getFirst();
            case Op.Hook o -> "run " + o.stage() + " hook #" + o.number() + " " + o.path();
            case Op.WaitMeet ignored -> "wait for the hooks of the runtime";
            case Op.Scheduler o -> "set scheduler policy " + policy(o.policy());
            case Op.IoPriority o -> "set I/O priority " + o.kind() + ":" + o.level();
            case Op.CpuAffinity ignored -> "set the CPU affinity";
            case Op.Personality o -> "set personality " + o.persona();
            case Op.MemoryPolicy ignored -> "set the memory policy";
            case Op.SecurityLabel o -> "apply label " + quote(o.label()) + " to " + o.file();
            case Op.NetDevice o -> "move network device " + o.name();
            case Op.AddProcess o -> "write the pid of the process to " + o.path();
            case Op.RemoveDir o -> "remove directory " + o.path();
            case Op.Seccomp ignored -> "install the seccomp filter";
            case Op.SeccompSocket o -> "connect to seccomp listener " + o.path();
            case Op.Start o -> "open fifo " + o.fifo();
            case Op.Signal o -> "send signal " + o.signal() + " to process " + o.pid();
            case Op.SignalCgroup o -> "send signal " + o.signal() + " to cgroup " + o.path();
            case Op.RemoveCgroup o -> "remove cgroup " + o.path();
            case Op.RecordExit o -> "record the exit in " + o.path();
            case Op.RemoveFile o -> "remove file " + o.path();
            case Op.RemoveTree o -> "remove directory " + o.path();
        };
    }

    private static String joinProcess(Op.JoinProcess op) {
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
