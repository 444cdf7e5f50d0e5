package shibafu.engine.cli.runtime;

import java.util.List;

/// `start`: lets the program of a created container run.
final class Start implements Verb {
    @Override
    public String summary() {
        return "start the program of a created container";
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
        call.container().exec();
        return 0;
    }
}
