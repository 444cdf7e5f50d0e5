package shibafu.engine.cli.runtime;

/// `start`: lets the program of a created container run.
final class Start implements Verb {
    @Override
    public String summary() {
        return "start the program of a created container";
    }

    @Override
    public int run(Call call) {
        Readiness.of(call).start(call.named(), false);
        return 0;
    }
}
