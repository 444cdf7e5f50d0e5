package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.Launched;
import shibafu.engine.launch.Launcher;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanWriter;
import shibafu.engine.spec.ExampleSpec;
import shibafu.engine.spec.Spec;

/// Plans that are filled in, beside what they would be if they were thought out.
@RequiresRoot // which cgroups there are matters to who may not write to them
final class KnownPlansRootTest {
    @TempDir
    Path directory;

    private final List<Plan> plans = new ArrayList<>();
    private ContainerFactory factory;

    @BeforeEach
    void openFactory() throws IOException {
        Files.createDirectory(directory.resolve("rootfs"));
        factory = factory();
    }

    /// What it does later writes below the directory, which is removed next.
    @AfterEach
    void settle() {
        factory.settle();
    }

    @Test
    void the_third_of_a_kind_is_filled_in_and_the_same_as_one_that_is_thought_out() {
        Spec spec = ExampleSpec.of(false);
        for (String name : List.of("dev", "run", "tmp", "sys")) { // which stand elsewhere in the plan, too
            run(config(name, spec));
        }
        assertThat(isFilledIn(plans.get(0))).isFalse();
        assertThat(isFilledIn(plans.get(1))).isFalse();
        for (Plan plan : plans.subList(2, 4)) {
            assertThat(isFilledIn(plan)).isTrue();
            assertThat(plan.bytes()).isEqualTo(PlanWriter.write(new Plan(plan.ops())));
        }
        assertThat(text(plans.get(2))).contains("shibafu_tmp").doesNotContain("shibafu_run", "shibafu_dev");
        assertThat(plans.get(2).bytes()).hasSameSizeAs(plans.get(0).bytes());
    }

    @Test
    void one_that_stays_when_it_has_ended_or_waits_for_its_start_is_of_another_kind() {
        Spec spec = ExampleSpec.of(false);
        for (String name : List.of("c1", "c2", "c3")) {
            run(config(name, spec).withRemoveOnExit(false));
        }
        for (String name : List.of("d1", "d2", "d3")) {
            factory.create(config(name, spec)).start(ProcessConfig.main().detached());
        }
        assertThat(plans.stream().map(KnownPlansRootTest::isFilledIn))
                .containsExactly(false, false, true, false, false, true);
        for (Plan plan : plans) {
            assertThat(plan.bytes()).isEqualTo(PlanWriter.write(new Plan(plan.ops())));
        }
    }

    @Test
    void names_of_other_lengths_and_other_specs_are_of_another_kind() {
        Spec spec = ExampleSpec.of(false);
        run(config("c1", spec));
        run(config("c2", spec));
        run(config("c30", spec));
        run(config("c4", spec.withHostname(Optional.of("other"))));
        run(config("c5", spec));
        assertThat(plans.stream().map(KnownPlansRootTest::isFilledIn))
                .containsExactly(false, false, false, false, true);
        assertThat(text(plans.get(3))).contains("other");
        assertThat(text(plans.get(4))).doesNotContain("other");
    }

    private ContainerConfig config(String name, Spec spec) {
        return ContainerConfig.ofBundle(name, directory, spec).withRemoveOnExit(true);
    }

    private void run(ContainerConfig config) {
        factory.create(config).run(ProcessConfig.main().detached().withSupervise(true));
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isFilledIn(Plan plan) {
        byte[] first = plan.bytes();
        return first == plan.bytes(); // else they are written anew each time
    }

    private static String text(Plan plan) {
        return new String(plan.bytes(), StandardCharsets.ISO_8859_1);
    }

    /// Nothing is ever carried out.
    private ContainerFactory factory() {
        return ContainerFactory.open(Places.below(directory, Optional.empty()), streams -> new Launcher() {
            @Override
            public Launched execute(Plan plan, boolean supervise) {
                plans.add(plan);
                return new Launched(Integer.MAX_VALUE, 1, 0, 0, List.of());
            }

            @Override
            public void follow() {
                throw new UnsupportedOperationException("nothing runs");
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        });
    }
}
