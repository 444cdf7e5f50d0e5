package shibafu.tui;

import org.junit.jupiter.api.Test;
import shibafu.engine.state.ContainerStatus;

/// Shells, as the screen sees them: the terminal is lent, and what came of it is told.
final class ShellDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").shell("shibafu", "exec", "-it", "web", "sh");
    private final Ui ui = Ui.over(engine);

    @Test
    void lends_the_terminal_and_comes_back() {
        ui.press("e").expectCalls("shell web").expectLent("shibafu exec -it web sh");
        ui.expectScreen("the last shell in web ended with 0 after 12s", "e opens a shell in web");
    }

    @Test
    void tells_why_a_shell_ended_at_once() {
        ui.shellWillEnd(127, "sh: not found").press("e");
        ui.expectStatus("shell in web: sh: not found").expectScreen("ended with 127 after 1s: sh: not found");
    }

    @Test
    void tells_why_the_engine_opens_none() {
        engine.refuse("shell", "find container web: it has just ended");
        ui.press("e").expectStatus("shell in web: find container web: it has just ended");
        ui.press("j").expectScreen("e opens a shell in web");
    }

    @Test
    void a_frozen_container_is_thawed_first() {
        engine.is("web", ContainerStatus.PAUSED);
        ui.poll()
                .expectScreen("web is frozen: p thaws it")
                .press("e")
                .expectStatus("p thaws it")
                .expectCalls();
    }
}
