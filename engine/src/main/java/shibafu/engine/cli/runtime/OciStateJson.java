package shibafu.engine.cli.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import shibafu.engine.lifecycle.OciState;

/// A state with the keys of runtime-spec, in its order, and runc's.
public final class OciStateJson {
    private OciStateJson() {}

    public static Map<String, Object> of(OciState state) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("ociVersion", state.ociVersion());
        object.put("id", state.id());
        object.put("pid", state.pid());
        object.put("status", state.status());
        object.put("bundle", state.bundle());
        object.put("rootfs", state.rootfs());
        object.put("created", state.created().toString());
        if (!state.annotations().isEmpty()) {
            object.put("annotations", state.annotations());
        }
        object.put("owner", state.owner());
        return object;
    }
}
