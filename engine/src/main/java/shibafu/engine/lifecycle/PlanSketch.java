package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import shibafu.engine.cgroup.Findings;
import shibafu.engine.plan.ExitActions;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;

/// All that the plan of a new container is made of, and which part of it is its name.
///
/// @param exit what is done after its end
record PlanSketch(Create create, ContainerState reserved, Spec spec, ProcessConfig process, ExitActions exit) {
    PlanSketch(Create create, ContainerState reserved, Spec spec, ProcessConfig process) {
        this(create, reserved, spec, process, create.exit(reserved, process));
    }

    /// What the plans of two containers depend on besides their names and what cgroups say.
    ///
    /// @param cgroupsPath absent where it follows from the name
    record Kind(
            Spec spec,
            Path bundle,
            Optional<String> cgroupsPath,
            boolean removeOnExit,
            boolean atOnce,
            ProcessConfig process,
            int nameLength) {
        /// Mostly it is the very same spec, as the same text is parsed once.
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Kind kind
                    && nameLength == kind.nameLength
                    && removeOnExit == kind.removeOnExit
                    && atOnce == kind.atOnce
                    && bundle.equals(kind.bundle)
                    && cgroupsPath.equals(kind.cgroupsPath)
                    && (spec == kind.spec || spec.equals(kind.spec))
                    && process.equals(kind.process);
        }

        @Override
        public int hashCode() {
            return Objects.hash(bundle, cgroupsPath, removeOnExit, atOnce, nameLength);
        }
    }

    Kind kind() {
        return new Kind(
                spec,
                reserved.bundle(),
                ownCgroups(),
                reserved.removeOnExit(),
                create.atOnce(),
                process,
                reserved.id().value().length());
    }

    /// Whether nothing but its kind, its name and what cgroups say goes into its plan: no network, no volume, no image.
    boolean isPlain() {
        return reserved.scope().isEmpty()
                && reserved.ownedPaths().isEmpty()
                && exit.leave().isEmpty()
                && exit.removeTrees().isEmpty()
                && create.parts().host().uid() == 0; // to others, it matters which cgroups they may write to
    }

    /// What is different in each: the name, and the name of the place where its record goes in the end.
    List<String> words() {
        return List.of(
                reserved.id().value(),
                exit.forget().map(forget -> last(forget.aside())).orElse(""));
    }

    /// The same for a container of another name, which shares no character with this one.
    PlanSketch standIn() {
        ContainerId other = new ContainerId(standIn(reserved.id().value()));
        ContainerState renamed = reserved.change()
                .id(other)
                .cgroupsPath(ownCgroups().orElseGet(() -> usual(other)))
                .build();
        ExitActions exitOfOther = create.exit(renamed, process);
        return new PlanSketch(
                create,
                renamed,
                spec,
                process,
                exitOfOther.withForget(exit.forget()
                        .map(forget -> new ExitActions.Forget(
                                create.parts().states().directory(other),
                                forget.aside().resolveSibling(standIn(last(forget.aside())))))));
    }

    Plan plan(Findings findings) {
        return PlanCompiler.create(create.request(reserved, spec, process, exit, findings));
    }

    /// Its cgroups, where they do not follow from its name.
    private Optional<String> ownCgroups() {
        return Optional.of(reserved.cgroupsPath()).filter(path -> !path.equals(usual(reserved.id())));
    }

    private String usual(ContainerId id) {
        return new Reservation(create.parts()).place(id);
    }

    private static String last(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String standIn(String word) {
        StringBuilder other = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            other.append(word.charAt(i) == '0' ? '1' : '0');
        }
        return other.toString();
    }
}
