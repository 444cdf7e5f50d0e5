package shibafu.tui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What keeps views pure and updates pure: neither terminal nor clock nor engine calls in them.
final class ViewsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("shibafu.tui");

    /// Those that ask the engine, those that hand it on, and what stands in for it in a replay.
    private static final String CALLERS =
            "(Effects|Contents|ImageWork|Poller|LimitGuard|Session|Main|Feed|tape[.]ReplayEngine)";

    @Test
    void lanterna_stays_at_the_terminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("shibafu.tui.term..")
                .and()
                .doNotHaveSimpleName("TerminalDisplay")
                .and()
                .doNotHaveSimpleName("Session")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.googlecode.lanterna..")
                .check(CLASSES);
    }

    @Test
    void views_measure_text_in_cells_not_in_chars() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("View")
                .or()
                .resideInAPackage("shibafu.tui.draw..")
                .should()
                .callMethod(String.class, "length")
                .orShould()
                .callMethod(String.class, "charAt", int.class)
                .check(CLASSES);
    }

    @Test
    void views_and_updates_do_no_io_and_see_no_clock() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("View")
                .or()
                .haveSimpleNameEndingWith("Update")
                .or()
                .haveSimpleNameEndingWith("Keys")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.util.concurrent..", "shibafu.pty")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void only_a_few_classes_call_the_engine() {
        noClasses()
                .that()
                .haveNameNotMatching("shibafu[.]tui[.]" + CALLERS + "([$].*)?")
                .and()
                .resideOutsideOfPackages("shibafu.tui.demo..", "shibafu.tui.once..", "shibafu.tui.plain..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("shibafu.engine.service.Engine")
                .check(CLASSES);
    }

    @Test
    void drawing_knows_roles_and_nothing_of_containers() {
        classes()
                .that()
                .resideInAPackage("shibafu.tui.draw..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "shibafu.tui.draw..", "shibafu.tui.theme..", "org.jspecify..")
                .check(CLASSES);
    }
}
