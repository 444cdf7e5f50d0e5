package shibafu.engine.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.spec.LinuxSpec.IdMapping;

/// An OCI runtime configuration (runtime-spec 1.3, `config.json`), read once and immutable.
///
/// @param ociVersion the version the file claims, such as `1.3.0`
/// @param process what runs in the container; absent only for containers that are never started
/// @param mounts in the order in which they are made
/// @param annotations free text for callers; a few are known by name, such as [RestartPolicy#ANNOTATION]
public record Spec(
        String ociVersion,
        Optional<ProcessSpec> process,
        Root root,
        Optional<String> hostname,
        Optional<String> domainname,
        List<MountSpec> mounts,
        Hooks hooks,
        LinuxSpec linux,
        Map<String, String> annotations) {
    public Spec {
        mounts = List.copyOf(mounts);
        annotations = Map.copyOf(annotations);
    }

    /// The same with another process; so the `with...` below.
    public Spec withProcess(ProcessSpec newProcess) {
        Optional<ProcessSpec> changed = Optional.of(newProcess);
        if (process.equals(changed)) {
            return this;
        }
        return new Spec(ociVersion, changed, root, hostname, domainname, mounts, hooks, linux, annotations);
    }

    public Spec withRoot(Root newRoot) {
        return new Spec(ociVersion, process, newRoot, hostname, domainname, mounts, hooks, linux, annotations);
    }

    public Spec withHostname(Optional<String> newHostname) {
        return new Spec(ociVersion, process, root, newHostname, domainname, mounts, hooks, linux, annotations);
    }

    public Spec withMounts(List<MountSpec> newMounts) {
        return new Spec(ociVersion, process, root, hostname, domainname, newMounts, hooks, linux, annotations);
    }

    public Spec withAnnotations(Map<String, String> newAnnotations) {
        return new Spec(ociVersion, process, root, hostname, domainname, mounts, hooks, linux, newAnnotations);
    }

    public Spec withLinux(LinuxSpec newLinux) {
        return new Spec(ociVersion, process, root, hostname, domainname, mounts, hooks, newLinux, annotations);
    }

    /// The root file system. `path` is absolute, or relative to the bundle.
    ///
    /// @param overlay layers to be joined by overlayfs at `path`; absent for a plain directory
    public record Root(String path, boolean readonly, Optional<Overlay> overlay) {
        public Root withReadonly(boolean newReadonly) {
            return new Root(path, newReadonly, overlay);
        }
    }

    /// Shibafu's own addition for its images, never read from config.json: a writable layer over read-only ones.
    ///
    /// @param lower read-only layers, the topmost first
    /// @param upper empty if nothing is to be written
    /// @param server absolute path of the program that joins them by FUSE, fuse-overlayfs(1); absent: the kernel does
    public record Overlay(List<String> lower, String upper, String work, Optional<String> server) {
        public Overlay {
            lower = List.copyOf(lower);
        }

        /// One that the kernel makes.
        public Overlay(List<String> lower, String upper, String work) {
            this(lower, upper, work, Optional.empty());
        }

        /// The server's command line; it finds the kernel's end as descriptor 3. Empty where the kernel needs none. No
        /// path has a colon, a comma or a backslash then.
        public List<String> command() {
            String writable = upper.isEmpty() ? "" : ",upperdir=" + upper + ",workdir=" + work;
            String options = "lowerdir=" + String.join(":", lower) + writable;
            return server.map(program -> List.of(program, "-f", "-o", options, "/dev/fd/3"))
                    .orElse(List.of());
        }

        /// The same, to be read only.
        public Overlay readOnly() {
            List<String> all = new ArrayList<>(List.of(upper));
            all.addAll(lower);
            return new Overlay(all, "", "", server);
        }
    }

    /// One mount.
    ///
    /// @param type file system type, empty where none is given (a bind mount by its options)
    /// @param options as OCI writes them: `ro`, `nosuid`, `size=64m`, ...
    /// @param uidMappings how owners are shown through this mount; empty: as they are
    public record MountSpec(
            String destination,
            String type,
            String source,
            List<String> options,
            List<IdMapping> uidMappings,
            List<IdMapping> gidMappings) {
        public MountSpec {
            options = List.copyOf(options);
            uidMappings = List.copyOf(uidMappings);
            gidMappings = List.copyOf(gidMappings);
        }

        /// A mount that shows owners as they are.
        public MountSpec(String destination, String type, String source, List<String> options) {
            this(destination, type, source, options, List.of(), List.of());
        }
    }

    /// Rows and columns, in cells.
    public record ConsoleSize(int height, int width) {}

    /// Numeric identity inside the container. Never a name: names are resolved before (CVE-2016-3697).
    public record User(int uid, int gid, OptionalInt umask, List<Integer> additionalGids) {
        public User {
            additionalGids = List.copyOf(additionalGids);
        }
    }

    /// The five sets, as `CAP_...` names.
    public record Capabilities(
            List<String> bounding,
            List<String> effective,
            List<String> inheritable,
            List<String> permitted,
            List<String> ambient) {
        public Capabilities {
            bounding = List.copyOf(bounding);
            effective = List.copyOf(effective);
            inheritable = List.copyOf(inheritable);
            permitted = List.copyOf(permitted);
            ambient = List.copyOf(ambient);
        }
    }

    /// One resource limit, as in setrlimit(2); the numbers are unsigned, `-1` (all bits) is `RLIM_INFINITY`.
    public record Rlimit(String type, long soft, long hard) {}
}
