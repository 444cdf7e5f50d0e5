package shibafu.engine.cli.runtime;

import java.util.List;

/// `resume`: thaws them.
final class Resume implements Verb {
    @Override
    public String summary() {
        return "thaw all processes of a paused container";
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
        call.container().resume();
        return 0;
    }
}
