package shibafu.tui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.tui.keys.Keymap;
import shibafu.tui.keys.KeymapReader;
import shibafu.tui.settings.UserFolder;

/// The file that gives actions other keys: the one named on the command line, else `~/.config/shibafu/keys`.
final class KeysFile {
    private static final Path PASSWD = Path.of("/etc/passwd");

    private KeysFile() {}

    /// A keymap, the built-in one if there is no file or anything is wrong with it.
    static KeymapReader.Result load(Optional<Path> named, Map<String, String> environment) {
        try {
            if (named.isPresent()) {
                return read(named.get(), UserFolder.text(named.get()));
            }
            Optional<UserFolder> folder = UserFolder.of(environment, PASSWD);
            if (folder.isEmpty()) {
                return new KeymapReader.Result(Keymap.BUILT_IN, List.of());
            }
            return folder.get()
                    .read("keys")
                    .map(text -> read(folder.get().path().resolve("keys"), text))
                    .orElse(new KeymapReader.Result(Keymap.BUILT_IN, List.of()));
        } catch (IOException e) {
            return new KeymapReader.Result(Keymap.BUILT_IN, List.of(String.valueOf(e.getMessage())));
        }
    }

    private static KeymapReader.Result read(Path file, String text) {
        return KeymapReader.read(file.toString(), text, KeyTables.ALL, KeyTables.TOGETHER);
    }
}
