package shibafu.engine.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.tinylog.Logger;

/// A bridge's interface on the host, and the rules that name it. Plugins make both and never remove them: a bridge
/// outlives its containers.
///
/// @param plugins who made it, and where
record Bridge(String name, Plugins plugins) {
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+"); // as iptables-save(8) quotes comments

    void remove() throws IOException {
        try {
            run(List.of("ip", "link", "delete", name, "type", "bridge"));
        } catch (IOException e) {
            // /sys would tell of the namespace that it was mounted in, which need not be this one.
            if (!String.valueOf(e.getMessage()).contains("Cannot find device")) {
                throw e;
            }
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
            List<String> words = new ArrayList<>(
                    WORD.matcher(rule).results().map(MatchResult::group).toList());
            if (words.getFirst().equals("-A") && words.contains(name)) {
                words.set(0, "-D");
                removeRule(words.stream().map(word -> word.replace("\"", "")).toList());
            }
        }
    }

    private void removeRule(List<String> rule) {
        List<String> command = new ArrayList<>(List.of("iptables", "-w"));
        command.addAll(rule);
        try {
            run(command);
        } catch (IOException e) {
            Logger.debug((Object) e.getMessage()); // somebody else was faster, or it is none that can be named so
        }
    }

    private List<String> run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(plugins.inside(command)).redirectErrorStream(true);
        plugins.equip(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
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
