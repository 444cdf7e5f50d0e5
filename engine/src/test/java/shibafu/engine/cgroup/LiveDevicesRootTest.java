package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.Streams;
import shibafu.engine.launch.StubLaunchers;
import shibafu.engine.plan.Bytes;
import shibafu.engine.plan.HostOp;
import shibafu.engine.plan.Plan;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Resources.DeviceRule;

/// Device rules that change while programs open devices: v1's list and v2's program, by what they do.
@RequiresRoot
@Timeout(120)
final class LiveDevicesRootTest {
    private static final Path STUB = Path.of(System.getProperty("shibafu.stub", "target/stub/shibafu"));
    private static final String KMSG = "true 2>/dev/null </dev/kmsg && echo open || echo denied";
    private static final Resources STANDARD = rules("deny a *:* rwm");
    private static final Resources WITH_KMSG = rules("deny a *:* rwm", "allow c 1:11 r");
    private static final Resources ALL = rules("allow a *:* rwm");
    private static final Resources ALL_BUT_KMSG = rules("allow a *:* rwm", "deny c 1:11 rwm");

    private static final Set<Resources> OPEN = Set.of(WITH_KMSG, ALL);

    private final CgroupLayout layout = CgroupLayout.detect(Path.of("/"));

    @Test
    void what_all_rules_allow_never_fails_while_they_change() throws Exception {
        try (LiveCgroup live = made(STANDARD)) {
            Process opener =
                    live.run("trap exit TERM; while :; do true </dev/null && true >/dev/zero || echo failed; done");
            for (int i = 0; i < 100; i++) {
                live.cgroup.apply(WITH_KMSG, STANDARD, false, LimitNotice.NOBODY);
                live.cgroup.apply(STANDARD, WITH_KMSG, false, LimitNotice.NOBODY);
            }
            opener.toHandle().destroy();
            assertThat(new String(opener.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    @Test
    void the_rules_that_were_set_last_hold() throws Exception {
        try (LiveCgroup live = made(STANDARD)) {
            assertThat(live.output(KMSG)).isEqualTo("denied");
            Resources held = STANDARD;
            for (Resources next : List.of(WITH_KMSG, STANDARD, ALL, ALL_BUT_KMSG, ALL, STANDARD, ALL_BUT_KMSG)) {
                live.cgroup.apply(next, held, false, LimitNotice.NOBODY);
                assertThat(live.output(KMSG))
                        .as("from " + held.devices() + " to " + next.devices())
                        .isEqualTo(OPEN.contains(next) ? "open" : "denied");
                assertThat(live.output("echo well >/dev/null && echo well")).isEqualTo("well");
                held = next;
            }
        }
    }

    @Test
    void limits_without_rules_leave_the_rules_alone() throws Exception {
        try (LiveCgroup live = made(WITH_KMSG)) {
            live.cgroup.apply(Resources.NONE.withPidsLimit(50), WITH_KMSG, false, LimitNotice.NOBODY);
            assertThat(live.output(KMSG)).isEqualTo("open");
        }
    }

    @Test
    void rules_that_are_refused_change_nothing() throws Exception {
        assumeTrue(!layout.kind().equals("v2"), "v2 refuses no rules");
        String above = "/shibafu_test_devices_" + Long.toHexString(System.nanoTime());
        try (LiveCgroup parent = LiveCgroup.make(layout, above, WITH_KMSG);
                LiveCgroup live = LiveCgroup.make(layout, parent.path + "/c", STANDARD.withPidsLimit(50))) {
            Resources more =
                    rules("deny a *:* rwm", "allow c 1:11 r", "allow c 1:1 r").withPidsLimit(40);
            assertThatThrownBy(() -> live.cgroup.apply(more, STANDARD, false, LimitNotice.NOBODY))
                    .hasMessageMatching("write \"c 1:1 r\" to .*/devices.allow: operation not permitted.*");
            assertThat(live.output(KMSG)).isEqualTo("denied");
            assertThat(live.cgroup.stats().orElseThrow().pids().limit()).hasValue(50);
        }
    }

    @Test
    void the_kernel_says_what_the_list_was_made_of() throws Exception {
        assumeTrue(!layout.kind().equals("v2"), "v2 has no list");
        try (LiveCgroup live = made(WITH_KMSG)) {
            String list = CgroupFile.read(
                            live.cgroup.directory("devices").orElseThrow().resolve("devices.list"))
                    .orElseThrow();
            assertThat(DeviceList.parse(list)).isEqualTo(DeviceList.of(DevicesController.rules(WITH_KMSG)));
        }
    }

    /// With its rules at work, on v2 as the stub attaches them.
    private LiveCgroup made(Resources rules) throws Exception {
        LiveCgroup live = LiveCgroup.make(layout, rules);
        Optional<byte[]> program = live.plan().deviceProgram();
        if (program.isPresent()) {
            String own = live.plan().join().v2().orElseThrow().toString();
            try (Launcher launcher = new StubLaunchers(STUB).open(Streams.NONE)) {
                launcher.execute(new Plan(List.of(new HostOp.DeviceFilter(own, Bytes.of(program.get())))), false);
            }
        }
        return live;
    }

    private static Resources rules(String... rules) {
        return Fixture.resources(Arrays.stream(rules).map(Fixture::rule).toArray(DeviceRule[]::new));
    }
}
