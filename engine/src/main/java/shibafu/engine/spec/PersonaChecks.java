package shibafu.engine.spec;

import java.util.List;
import shibafu.engine.spec.SpecChecks.Problems;

/// What `personality` and `memoryPolicy` must obey, in runc's words.
final class PersonaChecks {
    private PersonaChecks() {}

    static void personality(Spec spec, Problems problems) {
        spec.linux().personality().ifPresent(asked -> {
            problems.unless(
                    Personality.DOMAINS.containsKey(asked.domain()),
                    "/linux/personality/domain",
                    "invalid personality domain \"" + asked.domain() + "\": must be LINUX or LINUX32");
            problems.unless(
                    asked.flags().isEmpty(),
                    "/linux/personality/flags",
                    "personality flags are not supported: the specification defines none");
        });
    }

    static void memoryPolicy(Spec spec, Problems problems) {
        spec.linux().memoryPolicy().ifPresent(asked -> memoryPolicy(asked, problems.below("/linux/memoryPolicy")));
    }

    private static void memoryPolicy(MemoryPolicy asked, Problems problems) {
        problems.unless(
                MemoryPolicy.MODES.containsKey(asked.mode()),
                "/mode",
                "invalid memory policy mode \"" + asked.mode() + "\"");
        for (int i = 0; i < asked.flags().size(); i++) {
            String flag = asked.flags().get(i);
            problems.unless(
                    MemoryPolicy.FLAGS.containsKey(flag), "/flags/" + i, "invalid memory policy flag \"" + flag + "\"");
        }
        int nodes;
        try {
            nodes = NumberList.parse(asked.nodes().orElse("")).cardinality();
        } catch (IllegalArgumentException e) {
            problems.add(
                    "/nodes", "invalid memory policy nodes \"" + asked.nodes().orElse("") + "\": " + e.getMessage());
            return;
        }
        if (List.of("MPOL_DEFAULT", "MPOL_LOCAL").contains(asked.mode())) {
            problems.unless(nodes == 0, "/nodes", "memory policy mode requires 0 nodes but got " + nodes);
        } else if (!asked.mode().equals("MPOL_PREFERRED")) {
            // The kernel takes no node for "here".
            problems.unless(nodes > 0, "/nodes", "memory policy mode requires at least one node but got 0");
        }
    }
}
