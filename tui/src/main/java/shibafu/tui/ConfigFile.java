package shibafu.tui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.tui.settings.Settings;
import shibafu.tui.settings.UserFolder;

/// The file of settings, `~/.config/shibafu/config`.
final class ConfigFile {
    private static final Path PASSWD = Path.of("/etc/passwd");

    private ConfigFile() {}

    static Settings load(Map<String, String> environment) {
        Optional<UserFolder> folder = UserFolder.of(environment, PASSWD);
        if (folder.isEmpty()) {
            return Settings.NONE;
        }
        try {
            String file = folder.get().path().resolve("config").toString();
            return folder.get()
                    .read("config")
                    .map(text -> Settings.read(file, text))
                    .orElse(Settings.NONE);
        } catch (IOException e) {
            return new Settings(Map.of(), List.of(String.valueOf(e.getMessage())));
        }
    }
}
