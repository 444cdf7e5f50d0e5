package shibafu.engine.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A bridge's interface on the host, and the rules that name it. Plugins make both and never remove them: a bridge
/// outlives its containers.
record Bridge(String name) {
    void remove() throws IOException {
        if (Files.exists(Path.of("/sys/class/net", name, "bridge"))) {
            run(List.of("ip", "link", "delete", name, "type", "bridge"));
        }
        removeRules();
    }

    /// Those by which the firewall plugin keeps networks apart.
    private void removeRules() {
        List<String> rules;
        try {
            rules = run(List.of("iptables", "-w", "-S"));
        } catch (IOException e) {
            return; // without iptables there are none
        }
        for (String rule : rules) {
            List<String> words = new ArrayList<>(Arrays.asList(rule.split(" ")));
            if (words.getFirst().equals("-A") && words.contains(name) && !rule.contains("\"")) {
                words.set(0, "-D");
                words.addAll(0, List.of("iptables", "-w"));
                try {
                    run(words);
                } catch (IOException e) {
                    continue; // somebody else was faster
                }
            }
        }
    }

    private static List<String> run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", "/usr/sbin:/sbin:/usr/bin:/bin", (path, sbin) -> path + ":" + sbin);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new String(
                        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + String.join("; ", lines));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(String.join(" ", command) + ": interrupted", e);
        }
        return lines;
    }
}
