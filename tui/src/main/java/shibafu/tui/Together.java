package shibafu.tui;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;

/// Several effects at the same time, each on a thread of its own: each may take its time to end, and one that fails
/// keeps no other from being done.
final class Together {
    private Together() {}

    /// @param answer carries one out and tells what came of it
    /// @return once all are done
    static Msg of(Effect.All all, Function<Effect.Ask, Msg> answer) {
        List<CompletableFuture<Msg>> answers = all.each().stream()
                .map(each -> CompletableFuture.supplyAsync(
                        () -> answer.apply(each),
                        work -> Thread.ofVirtual().name("effect").start(work)))
                .toList();
        return new Msg.Answered(answers.stream().map(CompletableFuture::join).toList());
    }
}
