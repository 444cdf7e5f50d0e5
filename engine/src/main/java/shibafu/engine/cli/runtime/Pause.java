package shibafu.engine.cli.runtime;

/// `pause`: freezes all processes of a container.
final class Pause implements Verb {
    @Override
    public String summary() {
        return "freeze all processes of a container";
    }

    @Override
    public int run(Call call) {
        call.container().pause();
        return 0;
    }
}
