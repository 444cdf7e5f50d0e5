package shibafu.engine.cli.runtime;

import java.util.List;

/// The help.
final class Usage {
    private Usage() {}

    static String all() {
        StringBuilder text = new StringBuilder();
        text.append("shibafu-runtime - an OCI runtime (runtime-spec 1.3) for podman, containerd and cri-o\n\n")
                .append("usage: shibafu-runtime [options] command [options] [words]\n\ncommands:\n");
        for (String name : Verbs.NAMES) {
            Verbs.named(name).ifPresent(verb -> text.append("   ")
                    .append(padded(name, 12))
                    .append(verb.summary())
                    .append('\n'));
        }
        options(text, RuntimeMain.GLOBAL);
        return text.append("\nshibafu-runtime COMMAND --help tells a command's own options.\n")
                .toString();
    }

    static String of(String name, Verb verb) {
        StringBuilder text = new StringBuilder();
        text.append("shibafu-runtime ").append(name).append(" - ").append(verb.summary());
        text.append("\n\nusage: shibafu-runtime ").append(name);
        text.append(verb.options().isEmpty() ? "" : " [options]");
        text.append(verb.words().isEmpty() ? "" : " " + verb.words()).append('\n');
        options(text, verb.options());
        return text.toString();
    }

    private static void options(StringBuilder text, List<Option> options) {
        if (options.isEmpty()) {
            return;
        }
        int width = 0;
        for (Option option : options) {
            width = Math.max(width, option.synopsis().length());
        }
        text.append("\noptions:\n");
        for (Option option : options) {
            text.append("   ")
                    .append(padded(option.synopsis(), width + 2))
                    .append(option.help())
                    .append('\n');
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
