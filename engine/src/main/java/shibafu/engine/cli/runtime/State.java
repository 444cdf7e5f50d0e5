package shibafu.engine.cli.runtime;

/// `state`: one container as runtime-spec words it.
final class State implements Verb {
    @Override
    public String summary() {
        return "show a container's state as JSON";
    }

    @Override
    public int run(Call call) {
        call.output().print(Json.text(OciStateJson.of(call.named().ociState())));
        return 0;
    }
}
