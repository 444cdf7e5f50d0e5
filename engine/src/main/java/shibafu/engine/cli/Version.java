package shibafu.engine.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// Our own version, as the jar's manifest has it.
public final class Version implements IVersionProvider {
    public static final String TEXT = Optional.ofNullable(
                    Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    /// The newest runtime-spec whose config.json is understood.
    public static final String SPEC = "1.3.0";

    @Override
    public String[] getVersion() {
        return new String[] {"shibafu " + TEXT, "spec: " + SPEC};
    }
}
