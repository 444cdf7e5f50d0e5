package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `shibafu completion`: a script by which a shell completes the words of commands.
@Command(
        name = "completion",
        description = "Print a script for a shell that completes commands, options and names.",
        footer = {
            "",
            "bash:  source <(shibafu completion bash)",
            "zsh:   source <(shibafu completion zsh)",
            "fish:  shibafu completion fish | source"
        })
final class CompletionCommand extends Verb {
    /// Shells that are known.
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "bash|zsh|fish", description = "Which shell.")
    private Shell shell = Shell.bash;

    @Override
    public Integer call() {
        Completion completion = Completion.of(spec.root().commandLine());
        output().print(
                        switch (shell) {
                            case bash -> completion.bash();
                            case zsh -> completion.zsh();
                            case fish -> completion.fish();
                        });
        return 0;
    }
}
