package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.NewContainer;
import shibafu.tui.draw.Size;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.flow.Program;
import shibafu.tui.keys.Key;
import shibafu.tui.stats.Host;

/// Messages to models and effects, without a screen.
final class UpdateTest {
    private static final Instant NOON = FakeEngine.EPOCH;

    private final FakeEngine engine = new FakeEngine().with("web");
    private final Model start =
            Model.start(new Size(80, 24), new Host(4, 1 << 30, ZoneOffset.UTC), NOON, List.of("terminal"), "terminal");
    private final Model listed = after(start, new Msg.Listed(engine.list(), NOON));

    @Test
    void the_same_list_within_a_minute_changes_nothing() {
        assertThat(after(listed, new Msg.Listed(engine.list(), NOON.plusSeconds(30))))
                .isSameAs(listed);
        assertThat(after(listed, new Msg.Listed(engine.list(), NOON.plusSeconds(61))))
                .isNotSameAs(listed);
    }

    @Test
    void the_same_failure_is_told_once() {
        Model failed = after(listed, new Msg.ListFailed("no", NOON));
        assertThat(after(failed, new Msg.ListFailed("no", NOON.plusSeconds(1)))).isSameAs(failed);
    }

    @Test
    void a_sample_of_an_unknown_container_is_dropped() {
        assertThat(after(start, new Msg.Sampled("ghost", engine.sample("web").orElseThrow())))
                .isSameAs(start);
        assertThat(after(start, new Msg.SampleFailed("ghost", "gone"))).isSameAs(start);
    }

    @Test
    void history_ends_with_the_container_even_if_its_name_comes_back() {
        Model sampled =
                after(listed, new Msg.Sampled("web", engine.sample("web").orElseThrow()));
        assertThat(points(sampled)).isEqualTo(1);
        ContainerRow old = engine.list().getFirst();
        ContainerRow anew = new ContainerRow(
                "web",
                old.status(),
                77,
                old.image(),
                old.command(),
                old.created().plusSeconds(5),
                old.exitCode(),
                false,
                old.health());
        assertThat(points(after(sampled, new Msg.Listed(List.of(anew), NOON)))).isZero();
        assertThat(after(sampled, new Msg.Listed(List.of(), NOON)).traces()).isEmpty();
    }

    @Test
    void a_resize_to_the_same_size_changes_nothing() {
        assertThat(after(listed, new Msg.Resized(new Size(80, 24)))).isSameAs(listed);
        assertThat(after(listed, new Msg.Resized(new Size(81, 24))).size()).isEqualTo(new Size(81, 24));
    }

    @Test
    void an_unbound_key_changes_nothing() {
        assertThat(after(listed, new Msg.KeyPressed(Key.named("f9")))).isSameAs(listed);
    }

    @Test
    void effects_are_plain_data() {
        Step step = Update.update(listed, new Msg.KeyPressed(Key.typed('p')));
        assertThat(step.effects()).containsExactly(new Effect.Pause("web"));
        assertThat(Update.update(listed, new Msg.KeyPressed(Key.typed('e'))).effects())
                .containsExactly(new Effect.OpenShell(1, "web", new Program.Shell(), new Size(78, 8), true));
        assertThat(Update.update(listed, new Msg.KeyPressed(Key.named("ctrl-z")))
                        .effects())
                .containsExactly(new Effect.Suspend());
    }

    @Test
    void while_a_shell_has_the_keys_they_are_not_ours() {
        Model open = after(listed, new Msg.KeyPressed(Key.typed('e')));
        assertThat(open.shell().focused()).isTrue();
        assertThat(after(open, new Msg.KeyPressed(Key.typed('q')))).isSameAs(open);
        Model failed = after(open, new Msg.ShellFailed(1, "web", "no"));
        assertThat(failed.shell().panes()).isEmpty();
        assertThat(failed.shell().focused()).isFalse();
    }

    @Test
    void what_was_asked_twice_is_made_once() {
        Model form = after(listed, new Msg.KeyPressed(Key.typed('n')));
        Step first = Update.update(after(form, new Msg.Images(List.of("busybox"))), key("enter"));
        assertThat(first.effects())
                .containsExactly(
                        new Effect.Run(new NewContainer(Optional.empty(), "busybox", List.of(), LimitChange.NONE)));
        assertThat(Update.update(first.model(), key("enter")).effects()).isEmpty();
    }

    @Test
    void one_just_made_stays_chosen_though_an_older_list_comes_late() {
        Effect.Run run = new Effect.Run(new NewContainer(Optional.empty(), "busybox", List.of(), LimitChange.NONE));
        List<ContainerRow> old = engine.list();
        Model made = after(listed, new Msg.Done(run, "anew"));
        Model late = after(made, new Msg.Listed(old, NOON));
        engine.with("anew");
        Model there = after(late, new Msg.Listed(engine.list(), NOON));
        assertThat(there.list().selectedRow().map(ContainerRow::id)).contains("anew");
        Model gone = late;
        for (int i = 0; i < 5; i++) {
            gone = after(gone, new Msg.Listed(old, NOON));
        }
        assertThat(gone.list().selected()).contains("web");
    }

    @Test
    void the_end_of_input_is_the_end() {
        assertThat(after(listed, new Msg.InputEnded()).ended()).isTrue();
    }

    @Test
    void only_the_last_messages_are_kept() {
        Model told = listed;
        for (int i = 0; i < 80; i++) {
            told = after(told, new Msg.Told(false, "message " + i));
        }
        assertThat(told.messages().all()).hasSize(50);
        assertThat(told.messages().newest(1).getFirst().text()).isEqualTo("message 79");
    }

    private static int points(Model model) {
        return model.traces().values().stream()
                .mapToInt(trace -> trace.points().size())
                .sum();
    }

    private static Msg key(String name) {
        return new Msg.KeyPressed(Key.named(name));
    }

    private static Model after(Model model, Msg msg) {
        return Update.update(model, msg).model();
    }
}
