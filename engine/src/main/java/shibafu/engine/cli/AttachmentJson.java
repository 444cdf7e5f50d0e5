package shibafu.engine.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.network.Attachment;

/// What a container has of networks, for programs.
final class AttachmentJson {
    private AttachmentJson() {}

    static List<Map<String, Object>> interfaces(Attachment attachment) {
        return attachment.interfaces().stream()
                .map(one -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("network", one.network());
                    object.put("interface", one.name());
                    object.put("addresses", one.addresses());
                    object.put("gateway", one.gateway().orElse(""));
                    object.put("macAddress", one.mac().orElse(""));
                    return object;
                })
                .toList();
    }

    static List<Map<String, Object>> ports(Attachment attachment) {
        return attachment.ports().stream()
                .map(port -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("hostIp", port.hostIp());
                    object.put("hostPort", port.hostPort());
                    object.put("containerPort", port.containerPort());
                    object.put("protocol", port.protocol());
                    return object;
                })
                .toList();
    }
}
