package shibafu.engine.cli.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.ShibafuException;

/// Where criu is: the one that the caller names, or the one in its PATH. Callers with a short PATH get the usual
/// places, as criu stands where only root's programs are.
record CriuProgram(Call call) {
    private static final List<String> USUAL = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    /// @throws ShibafuException if it is not there
    Path find() {
        return look().orElseThrow(() -> new ShibafuException("criu: exec: \"" + asked().orElse("criu")
                + "\": executable file not found; " + (asked().isPresent() ? "mend --criu" : "install CRIU")
                + " (Debian: apt-get install criu)"));
    }

    Optional<Path> look() {
        String name = asked().orElse("criu");
        return name.contains("/")
                ? Optional.of(call.path(name)).filter(CriuProgram::isProgram)
                : directories()
                        .map(directory -> directory.resolve(name))
                        .filter(CriuProgram::isProgram)
                        .findFirst();
    }

    private Optional<String> asked() {
        return call.global().value("criu").filter(name -> !name.isEmpty());
    }

    private Stream<Path> directories() {
        String path = call.session().request().environment().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":")).filter(directory -> directory.startsWith("/")), USUAL.stream())
                .map(Path::of);
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
