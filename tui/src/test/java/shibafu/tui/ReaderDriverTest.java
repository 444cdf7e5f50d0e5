package shibafu.tui;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import shibafu.engine.event.ContainerEvent;
import shibafu.tui.flow.Msg;

/// Texts to be read, as the screen shows them.
final class ReaderDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").with("db");
    private final Ui ui = Ui.over(engine);

    @Test
    void a_log_follows_its_end_while_list_and_graphs_stay_in_sight() {
        for (int i = 0; i < 30; i++) {
            engine.writes("line " + i);
        }
        ui.press("l").expectScreen("log of web", "NAME", "web cpu", "line 29", "follows, 30 of 30 lines");
        engine.writes("line 30");
        ui.poll().expectScreen("line 30").press("pgup").expectScreen("line 15").expectNotOnScreen("line 30");
        engine.writes("line 31");
        ui.poll()
                .expectScreen("line 15")
                .expectNotOnScreen("follows")
                .press("f")
                .expectScreen("line 31");
        ui.press("esc").expectScreen("shell in web").press("j").expectSelected("db");
    }

    @Test
    void what_is_searched_for_is_found_around_the_end() {
        engine.writes("one", "two", "three", "Two and a half", "four", "five", "six", "seven", "eight", "nine", "ten");
        ui.press("l", "g", "/").type("two").expectScreen("/two").press("enter");
        ui.expectScreen("│two", "9 of 11").press("n").expectNotOnScreen("│two").expectScreen("Two and a half");
        ui.press("N").expectScreen("│two");
    }

    @Test
    void a_line_that_grows_in_small_letters_is_searched_all_the_same() {
        engine.writes("\u0130\u0130\u0130\u0130 end");
        ui.press("l", "/").type("END").press("enter").expectScreen("\u0130\u0130 end");
    }

    @Test
    void a_configuration_is_shown_in_full() {
        ui.press("i", "z")
                .expectScreen("web: [config]", "\"hostname\": \"web\"")
                .expectNotOnScreen("NAME");
        ui.press("z").expectScreen("NAME");
    }

    @Test
    void why_there_is_no_text_is_told_in_its_place() {
        engine.refuse("log", "show log of web: it has none");
        ui.press("l").expectScreen("show log of web: it has none");
    }

    @Test
    void what_happens_is_kept_and_a_kill_is_told_at_once() {
        Instant at = Instant.parse("2026-11-23T12:00:00.120Z");
        ui.tell(new Msg.Happened(new ContainerEvent.Started(at, "web", 7)));
        ui.tell(new Msg.Happened(new ContainerEvent.OomKilled(
                        at,
                        "web",
                        Optional.of(new ContainerEvent.Victim(9, "fill", OptionalLong.of(20 << 20))),
                        Optional.empty())))
                .expectStatus("web oom-kill: fill (pid 9) with 20.0MiB");
        ui.press("v").expectScreen("events of all containers", "web started: pid 7", "oom-kill: fill");
        ui.tell(new Msg.Happened(new ContainerEvent.Frozen(at, "db"))).expectScreen("db frozen");
    }

    @Test
    void a_small_screen_gives_it_the_page() {
        engine.writes("hello");
        Ui.over(engine, 60, 15).press("l").expectScreen("log of web", "hello").expectNotOnScreen("NAME");
    }

    @Test
    void a_log_tells_its_times_and_its_last_minutes_on_demand() {
        engine.writes("one", "error two");
        ui.press("l").expectNotOnScreen("12:00:00.000").press("t");
        ui.expectScreen("12:00:00.000 out one", "12:00:01.000 err error two");
        ui.wait(Duration.ofSeconds(61)).press("s").expectScreen("of the last minute", "error two");
        ui.expectNotOnScreen("out one");
        ui.press("s").expectScreen("of the last 5 minutes", "out one");
    }

    @Test
    void a_long_line_is_cut_or_goes_on_below() {
        engine.writes("x".repeat(100) + " the end");
        ui.press("l").expectScreen("x…│", "1 of 1 lines").expectNotOnScreen("the end");
        ui.press("w").expectScreen("the end", "2 of 2 lines");
    }

    @Test
    void processes_are_sorted_by_what_they_use() {
        ui.press("P", "M").expectScreen("by memory").expectScreen("COMMAND, by memory");
        ui.expectInOrder("fill-memory", "sh -c work").press("O").expectInOrder("fill-memory", "sh -c work", "666");
        ui.press("T").expectInOrder("sh -c work", "fill-memory");
    }

    @Test
    void what_a_process_used_since_the_last_look_is_a_share_of_a_core() {
        ui.press("P", "C").poll().poll();
        ui.expectScreen("R     50   1:0").expectInOrder("by cpu", "fill-memory", "sh -c work");
    }
}
