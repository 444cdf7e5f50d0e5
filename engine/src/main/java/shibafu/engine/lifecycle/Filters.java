package shibafu.engine.lifecycle;

import java.util.Optional;
import shibafu.engine.plan.Bytes;
import shibafu.engine.plan.SeccompFilter;
import shibafu.engine.seccomp.Machine;
import shibafu.engine.seccomp.SeccompCache;
import shibafu.engine.seccomp.SeccompFeatures;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.SeccompState;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;

/// The filter of a container's system calls, from its profile.
record Filters(Parts parts) {
    /// @param first whether it is for the container's first process
    Optional<SeccompFilter> of(Spec spec, ContainerState container, String status, boolean first) {
        return spec.linux().seccomp().map(profile -> filter(profile, spec, container, status, first));
    }

    private SeccompFilter filter(Seccomp profile, Spec spec, ContainerState container, String status, boolean first) {
        byte[] program = new SeccompCache(parts.states().cache().resolve("seccomp")).program(profile, Machine.here());
        Optional<SeccompFilter.Listener> listener = profile.listenerPath()
                .filter(path -> profile.notifies()) // as with runc, nobody is bothered who would hear nothing
                .map(path -> new SeccompFilter.Listener(
                        path,
                        new SeccompState(
                                        spec.ociVersion(),
                                        container.id().value(),
                                        status,
                                        first
                                                ? Optional.empty()
                                                : Optional.of(container.init().pid()),
                                        container.bundle().toString(),
                                        spec.annotations(),
                                        profile.listenerMetadata().orElse(""))
                                .parts()));
        return new SeccompFilter(Bytes.of(program), SeccompFeatures.flags(profile), listener);
    }
}
