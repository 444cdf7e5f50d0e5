package shibafu.engine.cli.runtime;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.CgroupLayout;
import shibafu.engine.launch.FrontRequest;
import shibafu.engine.spec.ExampleSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecWriter;

/// `spec`: writes a config.json to begin with.
final class SpecFile implements Verb {
    @Override
    public String summary() {
        return "write a config.json to begin with";
    }

    @Override
    public String words() {
        return "";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("bundle", "DIR", "where it is written (default: the working directory)")
                        .or("b"),
                Option.flag("rootless", "for a container of a user without root's rights"));
    }

    @Override
    public int fewestWords() {
        return 0;
    }

    @Override
    public int run(Call call) {
        Path file = call.path(call.arguments().value("bundle").orElse(".")).resolve("config.json");
        FrontRequest caller = call.session().request();
        Spec spec = ExampleSpec.of(CgroupLayout.detect(Path.of("/")).kind().equals("v2"));
        boolean rootless = call.arguments().has("rootless");
        write(file, rootless ? ExampleSpec.rootless(spec, caller.uid(), caller.gid()) : spec, caller.umask());
        return 0;
    }

    private static void write(Path file, Spec spec, int umask) {
        try {
            CallerFile.write(
                    file,
                    SpecWriter.write(spec),
                    umask,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (FileAlreadyExistsException e) {
            throw new ShibafuException("File config.json exists. Remove it first: " + file, e);
        } catch (IOException e) {
            throw new ShibafuException("write " + file + ": " + e.getMessage() + "; give another --bundle", e);
        }
    }
}
