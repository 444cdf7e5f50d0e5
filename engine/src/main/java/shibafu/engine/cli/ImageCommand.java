package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `shibafu image ...`: the store of images.
@Command(
        name = "image",
        description = "Import, list, change and remove images.",
        subcommands = {
            ImageImportCommand.class,
            ImageCommand.Ls.class,
            ImageCommand.Rm.class,
            ImageInspectCommand.class,
            ImagePruneCommand.class,
            ImageCommand.Tag.class,
            ImageCommand.Save.class,
            ImageCommand.Load.class,
            ImageCommand.Pull.class,
            ImageCommand.Push.class
        })
final class ImageCommand extends Verb {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "image needs a command: " + String.join(", ", spec.subcommands().keySet()));
    }

    /// `shibafu image ls`, the same as `shibafu images`.
    @Command(
            name = "ls",
            aliases = {"list"},
            description = "List images.")
    static final class Ls extends ImagesCommand {}

    /// `shibafu image rm`, the same as `shibafu rmi`.
    @Command(
            name = "rm",
            aliases = {"remove", "delete"},
            description = "Remove images that no container uses.")
    static final class Rm extends RmiCommand {}

    /// `shibafu image tag`, the same as `shibafu tag`.
    @Command(name = "tag", description = "Give an image one more name.")
    static final class Tag extends TagCommand {}

    /// `shibafu image save`, the same as `shibafu save`.
    @Command(name = "save", description = "Write images to an archive.")
    static final class Save extends SaveCommand {}

    /// `shibafu image load`, the same as `shibafu load`.
    @Command(name = "load", description = "Take in the images of an archive by the names they have there.")
    static final class Load extends LoadCommand {}

    /// `shibafu image pull`, the same as `shibafu pull`.
    @Command(name = "pull", description = "Fetch an image from a registry.")
    static final class Pull extends PullCommand {}

    /// `shibafu image push`, the same as `shibafu push`.
    @Command(name = "push", description = "Bring an image to a registry.")
    static final class Push extends PushCommand {}
}
