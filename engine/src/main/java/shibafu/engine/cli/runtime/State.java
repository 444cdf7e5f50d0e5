package shibafu.engine.cli.runtime;

import java.util.List;

/// `state`: one container as runtime-spec words it.
final class State implements Verb {
    @Override
    public String summary() {
        return "show a container's state as JSON";
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
        call.output().print(Json.text(OciStateJson.of(call.container().ociState())));
        return 0;
    }
}
