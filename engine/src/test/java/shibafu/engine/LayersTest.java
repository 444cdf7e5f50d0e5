package shibafu.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may import whom: the table of the README. Data flows one way,
/// spec → plan → launch → state → metrics → service, and the parts meet only in `lifecycle`.
final class LayersTest {
    private static final String ROOT = "shibafu.engine";

    private static final Set<String> PARTS = Set.of(
            "spec",
            "disk",
            "kernel",
            "cgroup",
            "criu",
            "plan",
            "seccomp",
            "launch",
            "state",
            "metrics",
            "event",
            "image",
            "network",
            "registry",
            "volume",
            "copy",
            "systemd");

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("spec", Set.of("disk")),
            Map.entry("disk", Set.of()),
            Map.entry("kernel", Set.of()),
            Map.entry("cgroup", Set.of("spec", "disk", "kernel")),
            Map.entry("criu", Set.of("spec", "cgroup")),
            Map.entry("plan", Set.of("spec", "cgroup")),
            Map.entry("seccomp", Set.of("spec")),
            Map.entry("launch", Set.of("kernel", "plan")),
            Map.entry("state", Set.of("disk")),
            Map.entry("metrics", Set.of("spec", "cgroup", "state")),
            Map.entry("event", Set.of("kernel", "cgroup", "state")),
            Map.entry("image", Set.of("spec", "disk", "kernel")),
            Map.entry("network", Set.of("disk", "kernel")),
            Map.entry("volume", Set.of("disk")),
            Map.entry("copy", Set.of("spec", "disk", "kernel", "image")),
            Map.entry("registry", Set.of("disk")),
            Map.entry("systemd", Set.of("cgroup")),
            Map.entry("lifecycle", PARTS),
            Map.entry("service", with(PARTS, "lifecycle")),
            Map.entry("warm", Set.of("disk", "kernel", "launch")),
            Map.entry("cli", with(PARTS, "lifecycle", "service", "warm")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Set<String> packages() {
        return new TreeSet<>(MAY_IMPORT.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_imports_only_what_the_table_says(String name) {
        Set<String> allowed = with(MAY_IMPORT.getOrDefault(name, Set.of()), name);
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(inEnginePackageOtherThan(allowed)));
    }

    @Test
    void every_package_has_its_line_in_the_table() {
        assertThat(CLASSES.stream().map(LayersTest::enginePackage).collect(Collectors.toSet()))
                .isSubsetOf(with(MAY_IMPORT.keySet(), ""));
    }

    @Test
    void the_root_package_depends_on_no_other() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(inEnginePackageOtherThan(Set.of())));
    }

    @Test
    void packages_are_free_of_cycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void json_is_read_and_written_only_at_the_edges() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        inEngine("spec", "disk", "state", "image", "network", "registry", "volume", "service", "cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.."));
    }

    @Test
    void only_the_command_line_knows_picocli() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli.."));
    }

    @Test
    void the_plan_is_made_without_input_or_output() {
        check(noClasses()
                .that()
                .resideInAnyPackage(inEngine("plan"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.nio\\.file\\.Files|java\\.nio\\.channels\\..*|java\\.io\\.(File|RandomAccess).*"
                                + "|java\\.net\\..*|java\\.lang\\.Process.*"));
    }

    @Test
    void only_the_command_line_ends_the_jvm() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(one -> !one.isAnnotatedWith(NullMarked.class))
                .isEmpty();
    }

    @Test
    void classes_are_named_for_what_they_are() {
        check(noClasses()
                .should()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveNameMatching(".*(Helper|Manager).*"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> inEnginePackageOtherThan(Set<String> allowed) {
        Set<String> names = with(allowed, "");
        return describe(
                "in an engine package other than " + new TreeSet<>(allowed),
                type -> isOurs(type) && !names.contains(enginePackage(type)));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /// `plan` for `shibafu.engine.plan.text.X`, and nothing for `shibafu.engine.X`.
    private static String enginePackage(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }

    private static String[] inEngine(String... names) {
        return Set.of(names).stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(Set.of(more));
        return all;
    }
}
