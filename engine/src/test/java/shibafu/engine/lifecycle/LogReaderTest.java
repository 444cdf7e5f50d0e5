package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void the_files_of_a_log_are_read_from_the_oldest_on() throws IOException {
        write("log.2", "one");
        write("log.1", "two");
        write("log", "three");
        assertThat(read(new LogReader(directory.resolve("log")))).containsExactly("one", "two", "three");
    }

    @Test
    void a_line_is_told_once_it_is_whole() throws IOException {
        LogReader reader = new LogReader(directory.resolve("log"));
        assertThat(read(reader)).isEmpty();
        append("log", "2026-11-23T12:00:00.1Z stdout F on");
        assertThat(read(reader)).isEmpty();
        append("log", "e\n");
        assertThat(read(reader)).containsExactly("one");
        assertThat(read(reader)).isEmpty();
    }

    @Test
    void a_reader_goes_on_where_the_log_was_moved_more_than_once() throws IOException {
        LogReader reader = new LogReader(directory.resolve("log"));
        write("log", "one");
        assertThat(read(reader)).containsExactly("one");
        write("log", "two");
        move("log", "log.1");
        write("log", "three");
        move("log.1", "log.2");
        move("log", "log.1");
        assertThat(read(reader)).containsExactly("two", "three");
        write("log", "four");
        assertThat(read(reader)).containsExactly("four");
    }

    @Test
    void a_reader_that_comes_in_the_middle_of_a_move_finds_those_beyond_the_gap() throws IOException {
        LogReader reader = new LogReader(directory.resolve("log"));
        write("log", "one");
        assertThat(read(reader)).containsExactly("one");
        move("log", "log.3");
        write("log.2", "two");
        write("log", "three"); // log.1 is to be what log is now
        assertThat(read(reader)).containsExactly("two", "three");
        assertThat(read(new LogReader(directory.resolve("log")))).containsExactly("one", "two", "three");
    }

    @Test
    void a_reader_that_is_too_slow_goes_on_with_the_oldest_that_is_left() throws IOException {
        LogReader reader = new LogReader(directory.resolve("log"));
        write("log", "one");
        assertThat(read(reader)).containsExactly("one");
        Files.delete(directory.resolve("log"));
        write("log.1", "three");
        write("log", "four");
        assertThat(read(reader)).containsExactly("three", "four");
    }

    private void write(String name, String text) throws IOException {
        append(name, "2026-11-23T12:00:00.1Z stdout F " + text + "\n");
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void move(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to));
    }

    private static List<String> read(LogReader reader) {
        List<String> lines = new ArrayList<>();
        reader.read(line -> lines.add(line.text()));
        return lines;
    }
}
