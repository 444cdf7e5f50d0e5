package shibafu.engine.lifecycle;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Findings;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanTemplate;

/// Plans of containers that differ in nothing but their names. One that comes for the second time is thought out once
/// more for another name, to see what of it the name is; from then on it is filled in.
final class KnownPlans {
    private static final int MOST = 8;

    // Guarded by this; who was asked for last comes last.
    private final LinkedHashMap<PlanSketch.Kind, Met> kinds = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    /// @param known absent after the first time, and where the name is not all that differs
    private record Met(Optional<Known> known) {}

    /// @param said by files that are the same for all
    /// @param absent files of the container's own cgroup, which is yet to be made
    private record Known(PlanTemplate plan, List<String> warnings, Findings said, List<PlanTemplate> absent) {
        Findings findings(List<String> words) {
            List<Path> files = new ArrayList<>(absent.size());
            for (PlanTemplate path : absent) {
                files.add(Path.of(new String(path.fill(words), StandardCharsets.UTF_8)));
            }
            return said.andMissing(files);
        }
    }

    Plan of(PlanSketch sketch) {
        if (!sketch.isPlain()) {
            return sketch.plan(new Findings());
        }
        PlanSketch.Kind kind = sketch.kind();
        Optional<Met> met = find(kind);
        Optional<Plan> filled = met.flatMap(Met::known).flatMap(known -> fill(known, sketch));
        if (filled.isPresent()) {
            return filled.get();
        }
        Findings findings = new Findings();
        Plan plan = sketch.plan(findings);
        keep(kind, new Met(met.flatMap(again -> tryLearn(sketch, plan, findings))));
        return plan;
    }

    private static Optional<Plan> fill(Known known, PlanSketch sketch) {
        List<String> words = sketch.words();
        Findings findings = known.findings(words);
        return findings.hold()
                ? Optional.of(Plan.written(known.plan.fill(words), known.warnings, () -> sketch.plan(findings)))
                : Optional.empty();
    }

    /// That something is wrong with the other name is no matter to this one.
    private static Optional<Known> tryLearn(PlanSketch sketch, Plan plan, Findings findings) {
        try {
            return learn(sketch, plan, findings);
        } catch (ShibafuException e) {
            return Optional.empty();
        }
    }

    /// @return empty if the name is not all that differs
    private static Optional<Known> learn(PlanSketch sketch, Plan plan, Findings findings) {
        PlanSketch other = sketch.standIn();
        Findings otherFindings = new Findings();
        List<String> words = sketch.words();
        List<String> otherWords = other.words();
        Optional<PlanTemplate> bytes = PlanTemplate.between(
                plan.bytes(), words, other.plan(otherFindings).bytes(), otherWords);
        Optional<List<PlanTemplate>> absent =
                paths(findings.notIn(otherFindings), words, otherFindings.notIn(findings), otherWords);
        return bytes.isPresent() && absent.isPresent()
                ? Optional.of(new Known(bytes.get(), plan.warnings(), findings.alsoIn(otherFindings), absent.get()))
                : Optional.empty();
    }

    /// @return empty if one of the files is there, or the names are not all that differs
    private static Optional<List<PlanTemplate>> paths(
            Findings own, List<String> words, Findings others, List<String> otherWords) {
        List<Path> files = own.files();
        List<Path> otherFiles = others.files();
        if (own.anyThere() || others.anyThere() || files.size() != otherFiles.size()) {
            return Optional.empty();
        }
        List<PlanTemplate> paths = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            PlanTemplate.between(
                            files.get(i).toString(), words, otherFiles.get(i).toString(), otherWords)
                    .ifPresent(paths::add);
        }
        return Optional.of(paths).filter(all -> all.size() == files.size());
    }

    private synchronized Optional<Met> find(PlanSketch.Kind kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    private synchronized void keep(PlanSketch.Kind kind, Met met) {
        kinds.put(kind, met);
        if (kinds.size() > MOST) {
            kinds.pollFirstEntry();
        }
    }
}
