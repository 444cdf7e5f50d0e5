package shibafu.engine.lifecycle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.ShibafuException;

/// Where this distribution of Shibafu stands; everything finds its parts relative to it.
public record Home(Path directory) {
    /// Finds it by the property `shibafu.home`, which the launchers set, or the variable `SHIBAFU_HOME`.
    public static Home find() {
        Path directory = Optional.ofNullable(System.getProperty("shibafu.home"))
                .or(() -> Optional.ofNullable(System.getenv("SHIBAFU_HOME")))
                .map(Path::of)
                .orElseThrow(() -> new ShibafuException("find Shibafu's own files: set the property shibafu.home or "
                        + "the variable SHIBAFU_HOME to the directory that has its bin and lib"));
        Home home = new Home(directory);
        if (!Files.isExecutable(home.stub())) {
            throw new ShibafuException("find Shibafu's own files: " + home.stub() + " is not an executable file");
        }
        return home;
    }

    /// The stub binary.
    public Path stub() {
        return directory.resolve("bin/shibafu");
    }

    /// Archives of the images that came with it.
    public Path images() {
        return directory.resolve("images");
    }
}
