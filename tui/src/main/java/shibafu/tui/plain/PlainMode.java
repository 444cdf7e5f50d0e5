package shibafu.tui.plain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import shibafu.engine.ShibafuException;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.Engine;

/// The loop of line mode: looks at all containers every so often, and does what is typed meanwhile. Prints no escape
/// sequences, so it may go into a pipe.
public final class PlainMode {
    private final Engine engine;
    private final Duration every;
    private final PrintStream out;
    private final Watcher watcher = new Watcher();
    private final Commands commands;
    private String problem = "";

    private PlainMode(Engine engine, Duration every, PrintStream out) {
        this.engine = engine;
        this.every = every;
        this.out = out;
        this.commands = new Commands(engine, watcher);
    }

    /// Returns when `quit` was typed, or when input has ended.
    public static void run(Engine engine, Duration every, InputStream in, PrintStream out) throws InterruptedException {
        new PlainMode(engine, every, out).loop(typed(in));
    }

    /// Lines as they come; an absent one is the end.
    private static BlockingQueue<Optional<String>> typed(InputStream in) {
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("lines").start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(Optional.of(line));
                }
            } catch (IOException e) {
                // A terminal that went away.
            }
            lines.add(Optional.empty());
        });
        return lines;
    }

    private void loop(BlockingQueue<Optional<String>> typed) throws InterruptedException {
        look();
        say(commands.perform("list").lines());
        say(List.of("help tells what can be typed"));
        long next = System.nanoTime() + every.toNanos();
        while (!out.checkError()) {
            Optional<String> line = typed.poll(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                look();
                next = System.nanoTime() + every.toNanos();
                continue;
            }
            if (line.isEmpty()) {
                return;
            }
            Commands.Answer answer = commands.perform(line.get());
            say(answer.lines());
            if (answer.quit()) {
                return;
            }
        }
    }

    private void look() {
        try {
            List<ContainerRow> rows = engine.list();
            Map<String, Sample> samples = new HashMap<>();
            for (ContainerRow row : rows) {
                if (row.status().canSignal()) {
                    engine.sample(row.id()).ifPresent(sample -> samples.put(row.id(), sample));
                }
            }
            say(watcher.look(rows, samples));
            problem = "";
        } catch (ShibafuException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(problem)) {
                problem = why;
                say(List.of("failed: " + why));
            }
        }
    }

    /// Text of a container may hold escape sequences: none goes out.
    private void say(List<String> lines) {
        lines.forEach(line -> out.println(line.replaceAll("\\p{Cntrl}", "?")));
        out.flush();
    }
}
