package shibafu.engine.cli.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import shibafu.engine.ShibafuException;

/// `ps`: a container's processes, as ps(1) shows them on the host.
final class Ps implements Verb {
    @Override
    public String summary() {
        return "show the processes of a container";
    }

    @Override
    public String words() {
        return "CONTAINER [options of ps]";
    }

    @Override
    public List<Option> options() {
        return List.of(Format.OPTION);
    }

    @Override
    public int mostWords() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean stopsAtFirstWord() {
        return true;
    }

    @Override
    public int run(Call call) {
        Format format = Format.of(call.arguments());
        List<Integer> pids = call.container().processes();
        switch (format) {
            case JSON -> call.output().line(pids.isEmpty() ? "null" : Json.line(pids));
            case TABLE -> {
                List<String> words = call.arguments().words();
                List<String> options = words.size() > 1 ? words.subList(1, words.size()) : List.of("-ef");
                call.output().print(rows(options, pids));
            }
        }
        return 0;
    }

    private static String rows(List<String> options, List<Integer> pids) {
        List<String> lines = ps(options);
        String[] header = lines.getFirst().strip().split("\\s+", -1);
        int column = List.of(header).indexOf("PID");
        if (column < 0) {
            throw new ShibafuException("couldn't find PID field in ps output; let ps show the column PID");
        }
        Set<String> ours = new HashSet<>();
        pids.forEach(pid -> ours.add(pid.toString()));
        StringBuilder text = new StringBuilder(lines.getFirst()).append('\n');
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.strip().split("\\s+", -1);
            if (cells.length > column && ours.contains(cells[column])) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> ps(List<String> options) {
        List<String> command = new ArrayList<>(List.of("ps"));
        command.addAll(options);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> lines;
            try (var reader = process.inputReader()) {
                lines = reader.lines().toList();
            }
            int code = process.waitFor();
            if (code != 0 || lines.isEmpty()) {
                throw new ShibafuException("run " + String.join(" ", command) + ": exit code " + code + ": "
                        + String.join(" ", lines) + "; give options that ps knows, or --format json");
            }
            return lines;
        } catch (IOException e) {
            throw new ShibafuException("run ps: " + e.getMessage() + "; install procps, or use --format json", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShibafuException("run ps: interrupted", e);
        }
    }
}
