package shibafu.tui;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The form for a new container: its sections, the command line of the same, and experiments.
final class CreateDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").offering("busybox");
    private final Ui ui = Ui.over(engine);

    @Test
    void every_field_becomes_an_option_of_the_same_command_line() {
        ui.press("n", "tab")
                .type("work 'a b'")
                .press("tab")
                .type("job")
                .press("tab")
                .type("100m")
                .press("pgdn");
        ui.type("200m")
                .press("tab")
                .type("300")
                .press("tab")
                .type("0")
                .press("tab")
                .type("/dev/sda:1m")
                .press("tab");
        ui.type("/dev/sda:2m /dev/sdb:3m")
                .press("tab")
                .type("host")
                .press("tab", "tab", "tab")
                .press("right");
        ui.press("tab")
                .type("0:100000:65536")
                .press("tab")
                .type("1000")
                .press("tab")
                .type("/srv")
                .press("tab");
        ui.type("A=1 B='2 3'").press("tab").type("/data:/mnt:ro").press("tab", "right", "enter");
        ui.expectCalls(
                "run job busybox [work, a b] memory=104857600 quota=- pids=- [--memory-swap, 200m, --cpu-shares, 300, "
                        + "--cpuset-cpus, 0, --device-read-bps, /dev/sda:1m, --device-write-bps, /dev/sda:2m, "
                        + "--device-write-bps, /dev/sdb:3m, --network, host, --uts, host, --uidmap, 0:100000:65536, "
                        + "--user, 1000, --workdir, /srv, --env, A=1, --env, B=2 3, --volume, /data:/mnt:ro, "
                        + "--interactive, --tty]");
    }

    @Test
    void the_equal_command_line_is_shown_as_one_types() {
        ui.press("n").expectScreen("$ shibafu run -d busybox");
        ui.press("tab").type("sh -c 'echo $HOME'").press("tab", "tab").type("64m");
        ui.expectScreen("$ shibafu run -d --memory 64m busybox sh -c 'echo $HOME'");
        ui.type("x").expectNotOnScreen("$ shibafu run").expectScreen("is not memory like 100m");
    }

    @Test
    void the_command_line_can_be_copied() {
        ui.press("n", "ctrl-y").expectCopied("shibafu run -d busybox").expectStatus("copied the command line");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, a weight is a number from 2 to 262144",
        "1, 2, 0-, write CPUs as 0-2",
        "1, 3, sda:1m, /dev/sda:10m (lsblk lists disks)",
        "2, 0, hosts, 'write none, host, container:NAME or ns:/PATH'",
        "2, 4, 0:1, 'write three numbers, inside:outside:how many'",
        "3, 1, srv, a path inside the container begins with /",
        "3, 2, A, write KEY=value",
        "3, 3, /here, 'write /here:/inside'",
    })
    void what_is_wrong_is_told_with_how_to_mend_it(int pages, int fields, String text, String problem) {
        ui.press("n");
        for (int i = 0; i < pages; i++) {
            ui.press("pgdn");
        }
        for (int i = 0; i < fields; i++) {
            ui.press("tab");
        }
        ui.type(text).expectScreen(problem).press("enter").expectScreen(problem).expectCalls();
    }

    @Test
    void a_limit_of_memory_and_swap_needs_the_one_of_memory() {
        ui.press("n", "pgdn")
                .type("64m")
                .press("enter")
                .expectScreen("needs a memory limit too")
                .press("pgup");
        ui.press("tab", "tab", "tab")
                .type("100m")
                .press("enter")
                .expectScreen("no less than the memory")
                .expectCalls();
    }

    @Test
    void an_experiment_runs_as_it_was_filled_in() {
        ui.press("V", "down", "enter", "enter");
        ui.expectCalls("run burn-cpu busybox [burn-cpu, --threads, 2, --seconds, 0] memory=- quota=50000 pids=-");
    }

    @Test
    void one_of_two_neighbours_brings_the_form_back_for_the_other() {
        ui.press("n", "ctrl-p", "up", "enter")
                .expectScreen("--cpu-shares 100", "weight-100")
                .press("enter");
        ui.expectScreen("new container", "--cpu-shares 300", "weight-300").press("enter");
        ui.expectNotOnScreen("new container");
        ui.expectCalls(
                "run weight-100 busybox [burn-cpu, --threads, 1, --seconds, 0] memory=- quota=- pids=- [--cpu-shares,"
                        + " 100, --cpuset-cpus, 0]",
                "run weight-300 busybox [burn-cpu, --threads, 1, --seconds, 0] memory=- quota=- pids=- [--cpu-shares,"
                        + " 300, --cpuset-cpus, 0]");
    }

    @Test
    void an_experiment_that_runs_already_gets_a_name_that_is_free() {
        Ui.over(new FakeEngine().with("fill-memory")).press("V", "enter").expectScreen("[fill-memory-2 ");
    }
}
