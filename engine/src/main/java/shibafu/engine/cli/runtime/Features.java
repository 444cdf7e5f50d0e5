package shibafu.engine.cli.runtime;

/// `features`: what this runtime can do, as runtime-spec words it (features.md).
final class Features implements Verb {
    @Override
    public String summary() {
        return "show what this runtime can do, as JSON";
    }

    @Override
    public String words() {
        return "";
    }

    @Override
    public int fewestWords() {
        return 0;
    }

    @Override
    public int run(Call call) {
        call.output()
                .print(Json.text(FeatureList.all(new CriuProgram(call).look().isPresent())) + "\n");
        return 0;
    }
}
