package shibafu.engine.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/// The kernel's words for a failed file operation: Java's own messages are often nothing but the path.
public final class IoReason {
    private IoReason() {}

    /// Says why, without the path: callers' messages name what they worked on.
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException ignored -> "no such file or directory";
            case AccessDeniedException ignored -> "permission denied";
            case FileAlreadyExistsException ignored -> "file exists";
            case DirectoryNotEmptyException ignored -> "directory not empty";
            case NotDirectoryException ignored -> "not a directory";
            case FileSystemLoopException ignored -> "too many levels of symbolic links";
            case FileSystemException f -> f.getReason() == null ? message(f) : startLower(f.getReason());
            case EOFException ignored -> "it ends too early";
            case CharacterCodingException ignored -> "it is not UTF-8 text";
            default -> message(e);
        };
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : startLower(e.getMessage());
    }

    private static String startLower(String text) {
        boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }
}
