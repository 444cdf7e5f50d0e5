package shibafu.engine.cli.runtime;

/// `resume`: thaws them.
final class Resume implements Verb {
    @Override
    public String summary() {
        return "thaw all processes of a paused container";
    }

    @Override
    public int run(Call call) {
        call.container().resume();
        return 0;
    }
}
