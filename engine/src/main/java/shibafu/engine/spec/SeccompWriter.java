package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import shibafu.engine.spec.Seccomp.Argument;
import shibafu.engine.spec.Seccomp.Rule;

/// Writes `linux.seccomp`.
final class SeccompWriter {
    private SeccompWriter() {}

    static void write(JsonGenerator json, Seccomp seccomp) throws IOException {
        json.writeObjectFieldStart("seccomp");
        json.writeStringField("defaultAction", seccomp.defaultAction());
        SpecWriter.number(json, "defaultErrnoRet", seccomp.defaultErrno());
        SpecWriter.texts(json, "architectures", seccomp.architectures());
        if (seccomp.flags().isPresent()) {
            SpecWriter.allTexts(json, "flags", seccomp.flags().get());
        }
        SpecWriter.text(json, "listenerPath", seccomp.listenerPath());
        SpecWriter.text(json, "listenerMetadata", seccomp.listenerMetadata());
        json.writeArrayFieldStart("syscalls");
        for (Rule rule : seccomp.rules()) {
            rule(json, rule);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, Rule rule) throws IOException {
        json.writeStartObject();
        SpecWriter.texts(json, "names", rule.names());
        json.writeStringField("action", rule.action());
        SpecWriter.number(json, "errnoRet", rule.errno());
        json.writeArrayFieldStart("args");
        for (Argument argument : rule.args()) {
            json.writeStartObject();
            json.writeNumberField("index", argument.index());
            json.writeFieldName("value");
            json.writeNumber(Long.toUnsignedString(argument.value()));
            json.writeFieldName("valueTwo");
            json.writeNumber(Long.toUnsignedString(argument.valueTwo()));
            json.writeStringField("op", argument.op());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
