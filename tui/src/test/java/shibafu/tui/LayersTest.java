package shibafu.tui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// The screen sees containers through the engine's service and the records that it hands out, and nothing below.
final class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("shibafu");

    @Test
    void the_screen_reaches_the_engine_only_through_its_service() {
        check(noClasses()
                .that()
                .resideInAPackage("shibafu.tui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "shibafu.engine.kernel..",
                        "shibafu.engine.spec..",
                        "shibafu.engine.cgroup..",
                        "shibafu.engine.plan..",
                        "shibafu.engine.launch..",
                        "shibafu.engine.seccomp..",
                        "shibafu.engine.image..",
                        "shibafu.engine.systemd..",
                        "shibafu.engine.lifecycle..",
                        "shibafu.engine.cli.."));
    }

    @Test
    void the_engine_knows_neither_screen_nor_terminal() {
        check(noClasses()
                .that()
                .resideInAPackage("shibafu.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("shibafu.tui..", "shibafu.pty..", "com.googlecode.lanterna..", "com.pty4j.."));
    }

    @Test
    void a_terminal_knows_neither_containers_nor_screen() {
        check(noClasses()
                .that()
                .resideInAPackage("shibafu.pty..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("shibafu.engine..", "shibafu.tui..", "com.googlecode.lanterna.."));
    }

    @Test
    void packages_are_free_of_cycles() {
        check(slices().matching("shibafu.tui.(*)..").should().beFreeOfCycles());
        check(slices().matching("shibafu.pty.(*)..").should().beFreeOfCycles());
    }

    @Test
    void classes_are_named_for_what_they_are() {
        check(noClasses().should().haveNameMatching(".*(Util|Helper|Manager)[A-Z]?.*"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
