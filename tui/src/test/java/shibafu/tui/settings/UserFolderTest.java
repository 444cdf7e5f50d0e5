package shibafu.tui.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserFolderTest {
    @TempDir
    private Path home;

    @Test
    void is_that_of_who_called_sudo() throws IOException {
        Path passwd = Files.writeString(
                home.resolve("passwd"), "root:x:0:0::/root:/bin/sh\nana:x:1000:1000:Ana,,,:/home/ana:/bin/bash\n");
        Map<String, String> sudo = Map.of("SUDO_USER", "ana", "HOME", "/root");
        assertThat(UserFolder.of(sudo, passwd)).contains(new UserFolder(Path.of("/home/ana/.config/shibafu"), 1000));
        assertThat(UserFolder.of(Map.of("SUDO_USER", "nobody-here"), passwd)).isEmpty();
    }

    @Test
    void is_ones_own_without_sudo() {
        assertThat(UserFolder.of(Map.of("HOME", "/home/bo"), home).map(UserFolder::path))
                .contains(Path.of("/home/bo/.config/shibafu"));
        assertThat(UserFolder.of(Map.of("HOME", "/home/bo", "XDG_CONFIG_HOME", "/elsewhere"), home)
                        .map(UserFolder::path))
                .contains(Path.of("/elsewhere/shibafu"));
        assertThat(UserFolder.of(Map.of(), home)).isEmpty();
    }

    @Test
    void reads_what_is_the_users_and_nothing_else() throws IOException {
        Path file = Files.writeString(home.resolve("keys"), "text");
        int owner = (Integer) Files.getAttribute(file, "unix:uid");
        assertThat(new UserFolder(home, owner).read("keys")).contains("text");
        assertThat(new UserFolder(home, owner).read("other")).isEmpty();
        if (owner != 0) {
            assertThatThrownBy(() -> new UserFolder(home, owner + 1).read("keys"))
                    .hasMessage("read " + file + ": it belongs to user " + owner + ", not to user " + (owner + 1)
                            + " or root");
        } else {
            Files.setAttribute(file, "unix:uid", 12345);
            assertThatThrownBy(() -> new UserFolder(home, 1000).read("keys"))
                    .hasMessage("read " + file + ": it belongs to user 12345, not to user 1000 or root");
        }
    }

    @Test
    void reads_no_link_and_nothing_that_others_may_write() throws IOException {
        Path file = Files.writeString(home.resolve("real"), "secret");
        int owner = (Integer) Files.getAttribute(file, "unix:uid");
        UserFolder folder = new UserFolder(home, owner);
        Path link = Files.createSymbolicLink(home.resolve("config"), file);
        assertThatThrownBy(() -> folder.read("config"))
                .hasMessage("read " + link + ": a link, and only plain files are read here");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatThrownBy(() -> folder.read("real"))
                .hasMessage("read " + file + ": others may write it; chmod o-w " + file);
    }

    @Test
    void refuses_what_is_no_file_of_settings() throws IOException {
        Path large = Files.write(home.resolve("large"), new byte[64 * 1024 + 1]);
        assertThatThrownBy(() -> UserFolder.text(large)).hasMessage("read " + large + ": larger than 64 KiB");
        assertThatThrownBy(() -> UserFolder.text(home)).hasMessage("read " + home + ": not a plain file");
        Path none = home.resolve("none");
        assertThatThrownBy(() -> UserFolder.text(none)).hasMessage("read " + none + ": no such file");
    }
}
