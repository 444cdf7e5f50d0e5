package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import shibafu.engine.ShibafuException;
import shibafu.engine.volume.Volume;
import shibafu.engine.volume.VolumeName;
import shibafu.engine.volume.VolumeStore;

/// `shibafu volume ...`: directories that outlive containers.
@Command(
        name = "volume",
        description = "Make, list and remove volumes.",
        subcommands = {
            VolumeCommand.Create.class,
            VolumeCommand.Ls.class,
            VolumeCommand.Inspect.class,
            VolumeCommand.Rm.class,
            VolumeCommand.Prune.class
        })
final class VolumeCommand extends Verb {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "volume needs a command: create, ls, inspect, rm or prune");
    }

    private static Map<String, Object> object(Volume one) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("Name", one.name());
        object.put("Driver", "local");
        object.put("Mountpoint", one.data().toString());
        object.put("CreatedAt", one.created().toString());
        object.put("Labels", one.labels());
        object.put("Scope", "local");
        object.put("Anonymous", one.anonymous());
        return object;
    }

    /// `shibafu volume create`.
    @Command(name = "create", description = "Make a volume.")
    static final class Create extends Verb {
        @Parameters(paramLabel = "NAME", arity = "0..1", description = "Its name (64 random hex digits).")
        private String name = "";

        @Option(
                names = {"-l", "--label"},
                paramLabel = "NAME[=VALUE]",
                description = "Say something about it.")
        private List<String> labels = new ArrayList<>();

        @Option(
                names = {"-d", "--driver"},
                paramLabel = "DRIVER",
                description = "Who keeps it; local is all there is.")
        private String driver = "local";

        @Override
        public Integer call() {
            if (!driver.equals("local")) {
                throw new ShibafuException(
                        "make volume " + name + ": driver '" + driver + "' is unknown; there is local alone");
            }
            Map<String, String> pairs = new LinkedHashMap<>();
            for (String label : labels) {
                String[] words = label.split("=", 2);
                pairs.put(words[0], words.length == 2 ? words[1] : "");
            }
            String wanted = name.isEmpty() ? VolumeName.random() : name;
            output().line(factory().volumes().create(wanted, pairs).name());
            return 0;
        }
    }

    /// `shibafu volume ls`.
    @Command(
            name = "ls",
            aliases = {"list"},
            description = "List volumes.")
    static final class Ls extends Verb {
        @Option(
                names = {"-q", "--quiet"},
                description = "Names only.")
        private boolean quiet;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() {
            List<Volume> volumes = factory().volumes().list();
            if (quiet) {
                volumes.forEach(one -> output().line(one.name()));
            } else if (json) {
                output().print(Table.json(
                        volumes.stream().map(VolumeCommand::object).toList()));
            } else {
                Table table = new Table("DRIVER", "VOLUME NAME");
                volumes.forEach(one -> table.row("local", one.name()));
                output().print(table.text());
            }
            return 0;
        }
    }

    /// `shibafu volume inspect`.
    @Command(name = "inspect", description = "Show volumes, and who has them, as JSON.")
    static final class Inspect extends Verb {
        @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of volumes.")
        private List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            VolumeStore volumes = factory().volumes();
            List<Map<String, Object>> objects = new ArrayList<>();
            for (String name : names) {
                Map<String, Object> object = object(volumes.load(name));
                object.put("Containers", volumes.users(name));
                objects.add(object);
            }
            output().print(Table.json(objects));
            return 0;
        }
    }

    /// `shibafu volume rm`.
    @Command(
            name = "rm",
            aliases = {"remove", "delete"},
            description = "Remove volumes that no container has.")
    static final class Rm extends Verb {
        @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of volumes.")
        private List<String> names = new ArrayList<>();

        @Option(
                names = {"-f", "--force"},
                description = "That there is none of the name is no error.")
        private boolean force;

        @Override
        public Integer call() {
            VolumeStore volumes = factory().volumes();
            int code = 0;
            for (String name : names) {
                try {
                    if (!force || volumes.find(name).isPresent()) {
                        volumes.remove(name);
                    }
                    output().line(name);
                } catch (ShibafuException e) {
                    output().error(e.getMessage());
                    code = 1;
                }
            }
            return code;
        }
    }

    /// `shibafu volume prune`.
    @Command(name = "prune", description = "Remove volumes without a name that no container has.")
    static final class Prune extends Verb {
        @Option(
                names = {"-a", "--all"},
                description = "Those with a name too.")
        private boolean all;

        @Mixin
        private Consent consent = new Consent();

        @Override
        public Integer call() {
            if (consent.to(this, "all volumes " + (all ? "" : "without a name ") + "that no container has")) {
                new Pruning(factory()).volumes(all).forEach(output()::line);
            }
            return 0;
        }
    }
}
