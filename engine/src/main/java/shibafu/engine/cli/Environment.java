package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.launch.FrontRequest;

/// The variables of a container's process: its defaults, the user's home, and what the caller sets.
final class Environment {
    private Environment() {}

    /// The variables of `defaults` with another home.
    static List<String> of(List<String> defaults, String home, List<String> settings, FrontRequest request) {
        List<String> withHome = new ArrayList<>(defaults);
        withHome.add("HOME=" + home);
        return of(withHome, settings, request);
    }

    static List<String> of(List<String> defaults, List<String> settings, FrontRequest request) {
        Map<String, String> variables = new LinkedHashMap<>();
        defaults.forEach(entry -> put(variables, entry));
        for (String setting : settings) {
            if (setting.contains("=")) {
                put(variables, setting);
            } else if (request.environment().containsKey(setting)) {
                variables.put(setting, request.environment().getOrDefault(setting, ""));
            }
        }
        List<String> entries = new ArrayList<>();
        variables.forEach((name, value) -> entries.add(name + "=" + value));
        return entries;
    }

    private static void put(Map<String, String> variables, String entry) {
        int equals = entry.indexOf('=');
        variables.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
}
