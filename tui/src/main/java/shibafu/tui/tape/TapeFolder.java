package shibafu.tui.tape;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A new folder for a recording, 0700, its files 0600, all of them the property of who called sudo.
///
/// It is root who makes them, in a folder where that user may rename what he likes at any time. So nothing is
/// reached by its path twice: folder and files are opened relative to the descriptor of the one above, never through
/// a symbolic link, and given away by descriptor.
public final class TapeFolder implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;
    private final SecureDirectoryStream<Path> folder;
    private final Optional<Owner> owner;

    /// Who is to own files.
    private record Owner(UserPrincipal user, GroupPrincipal group) {}

    private TapeFolder(Path path, SecureDirectoryStream<Path> folder, Optional<Owner> owner) {
        this.path = path;
        this.folder = folder;
        this.owner = owner;
    }

    /// Makes `parent/name`, or `parent/name-2` and so on where there is one already.
    ///
    /// @param environment tells by `SUDO_UID` and `SUDO_GID` who is to own it
    /// @throws TapeException if it can't be made
    public static TapeFolder create(Path parent, String name, Map<String, String> environment) {
        try {
            Optional<Owner> owner = owner(environment);
            Path made = make(parent, name);
            SecureDirectoryStream<Path> folder = open(parent, made);
            TapeFolder created = new TapeFolder(made, folder, owner);
            created.give(folder.getFileAttributeView(PosixFileAttributeView.class));
            return created;
        } catch (IOException e) {
            throw new TapeException("record into " + parent.resolve(name) + ": " + reason(e), e);
        }
    }

    private static Path make(Path parent, String name) throws IOException {
        for (int n = 2; ; n++) {
            Path path = parent.resolve(n == 2 ? name : name + "-" + (n - 1));
            try {
                return Files.createDirectory(path, FOLDER_MODE);
            } catch (FileAlreadyExistsException e) {
                if (n > 100) {
                    throw e;
                }
            }
        }
    }

    private static SecureDirectoryStream<Path> open(Path parent, Path made) throws IOException {
        Path name = made.getFileName();
        try (DirectoryStream<Path> above = Files.newDirectoryStream(parent)) {
            if (!(above instanceof SecureDirectoryStream<Path> secure) || name == null) {
                throw new IOException("no safe way to open a folder here");
            }
            SecureDirectoryStream<Path> folder = secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
            UserPrincipal of = folder.getFileAttributeView(PosixFileAttributeView.class)
                    .readAttributes()
                    .owner();
            if (!of.equals(Files.getOwner(Path.of("/proc/self")))
                    || folder.iterator().hasNext()) {
                folder.close();
                throw new IOException("somebody put another folder in its place");
            }
            return folder;
        }
    }

    private static Optional<Owner> owner(Map<String, String> environment) throws IOException {
        String user = environment.getOrDefault("SUDO_UID", "");
        String group = environment.getOrDefault("SUDO_GID", "");
        if (!user.matches("[0-9]{1,10}") || !group.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        UserPrincipalLookupService lookup = Path.of("/").getFileSystem().getUserPrincipalLookupService();
        return Optional.of(new Owner(lookup.lookupPrincipalByName(user), lookup.lookupPrincipalByGroupName(group)));
    }

    private void give(@Nullable PosixFileAttributeView view) throws IOException {
        if (view != null && owner.isPresent()) {
            view.setGroup(owner.get().group());
            view.setOwner(owner.get().user());
        }
    }

    public Path path() {
        return path;
    }

    /// Makes a file of text in it.
    BufferedWriter write(String name) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(stream(name), StandardCharsets.UTF_8), 64 * 1024);
    }

    /// Makes a file in it.
    public OutputStream stream(String name) throws IOException {
        Path file = Path.of(name);
        OutputStream stream = Channels.newOutputStream(folder.newByteChannel(
                file,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
                FILE_MODE));
        give(folder.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        return stream;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    /// What the kernel said, without the file's name, which our own text has.
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        String reason = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
        return reason.isEmpty()
                ? e.getClass().getSimpleName()
                : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
}
