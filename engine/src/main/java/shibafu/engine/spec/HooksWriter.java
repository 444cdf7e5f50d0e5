package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import shibafu.engine.spec.Hooks.Hook;

/// Writes `hooks`, the stages that have some.
final class HooksWriter {
    private HooksWriter() {}

    static void write(JsonGenerator json, Hooks hooks) throws IOException {
        if (hooks.equals(Hooks.NONE)) {
            return;
        }
        json.writeObjectFieldStart("hooks");
        stage(json, "prestart", hooks.prestart());
        stage(json, "createRuntime", hooks.createRuntime());
        stage(json, "createContainer", hooks.createContainer());
        stage(json, "startContainer", hooks.startContainer());
        stage(json, "poststart", hooks.poststart());
        stage(json, "poststop", hooks.poststop());
        json.writeEndObject();
    }

    private static void stage(JsonGenerator json, String name, List<Hook> hooks) throws IOException {
        if (hooks.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (Hook hook : hooks) {
            json.writeStartObject();
            json.writeStringField("path", hook.path());
            if (!hook.args().isEmpty()) {
                SpecWriter.texts(json, "args", hook.args());
            }
            if (hook.env().isPresent()) {
                SpecWriter.allTexts(json, "env", hook.env().get());
            }
            SpecWriter.number(json, "timeout", hook.timeout());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
