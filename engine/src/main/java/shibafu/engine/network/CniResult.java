package shibafu.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a chain of plugins gave (CNI specification 1.0.0, "ADD Success"; 0.4.0 has the same, and a version an address).
///
/// @param raw all of it, to be handed to the next plugin
record CniResult(Map<String, Object> raw) {
    static final CniResult NOTHING = new CniResult(Map.of());

    /// Its addresses, without their prefixes.
    List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        for (Map<String, Object> ip : Json.objects(raw, "ips")) {
            Json.text(ip, "address").ifPresent(text -> addresses.add(text.replaceFirst("/.*", "")));
        }
        return addresses;
    }

    Optional<String> gateway() {
        return Json.objects(raw, "ips").stream()
                .flatMap(ip -> Json.text(ip, "gateway").stream())
                .findFirst();
    }

    /// The hardware address of the interface in the container.
    Optional<String> mac() {
        return Json.objects(raw, "interfaces").stream()
                .filter(one -> Json.text(one, "sandbox")
                        .filter(path -> !path.isEmpty())
                        .isPresent())
                .flatMap(one -> Json.text(one, "mac").stream())
                .findFirst();
    }
}
