package shibafu.engine.cli.runtime;

import java.util.List;

/// `pause`: freezes all processes of a container.
final class Pause implements Verb {
    @Override
    public String summary() {
        return "freeze all processes of a container";
    }

    @Override
    public String words() {
        return "CONTAINER";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int fewestWords() {
        return 1;
    }

    @Override
    public int mostWords() {
        return 1;
    }

    @Override
    public int run(Call call) {
        call.container().pause();
        return 0;
    }
}
