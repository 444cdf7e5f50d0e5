package shibafu.engine.launch;

/// An error number of the kernel with its name and words; the same numbers on x86_64 and aarch64 (errno(3)).
///
/// @param text as strerror(3) says it, in lower case
public record Errno(int number, String name, String text) {
    private static final String[] TABLE = table();

    /// The error of that number; one that is not in the table is named by its number.
    public static Errno of(int number) {
        if (number > 0 && number < TABLE.length && !TABLE[number].isEmpty()) {
            String[] parts = TABLE[number].split(" ", 2);
            return new Errno(number, parts[0], parts[1]);
        }
        return new Errno(number, "errno " + number, "error " + number);
    }

    @Override
    public String toString() {
        return text + " (" + name + ")";
    }

    private static String[] table() {
        String[] table = new String[134];
        java.util.Arrays.fill(table, "");
        String lines = """
                1 EPERM operation not permitted
                2 ENOENT no such file or directory
                3 ESRCH no such process
                4 EINTR interrupted system call
                5 EIO input/output error
                6 ENXIO no such device or address
                7 E2BIG argument list too long
                8 ENOEXEC exec format error
                9 EBADF bad file descriptor
                10 ECHILD no child processes
                11 EAGAIN resource temporarily unavailable
                12 ENOMEM cannot allocate memory
                13 EACCES permission denied
                14 EFAULT bad address
                15 ENOTBLK block device required
                16 EBUSY device or resource busy
                17 EEXIST file exists
                18 EXDEV invalid cross-device link
                19 ENODEV no such device
                20 ENOTDIR not a directory
                21 EISDIR is a directory
                22 EINVAL invalid argument
                23 ENFILE too many open files in system
                24 EMFILE too many open files
                25 ENOTTY inappropriate ioctl for device
                26 ETXTBSY text file busy
                27 EFBIG file too large
                28 ENOSPC no space left on device
                29 ESPIPE illegal seek
                30 EROFS read-only file system
                31 EMLINK too many links
                32 EPIPE broken pipe
                33 EDOM numerical argument out of domain
                34 ERANGE numerical result out of range
                36 ENAMETOOLONG file name too long
                38 ENOSYS function not implemented
                39 ENOTEMPTY directory not empty
                40 ELOOP too many levels of symbolic links
                61 ENODATA no data available
                71 EPROTO protocol error
                75 EOVERFLOW value too large for defined data type
                87 EUSERS too many users
                88 ENOTSOCK socket operation on non-socket
                95 EOPNOTSUPP operation not supported
                98 EADDRINUSE address already in use
                104 ECONNRESET connection reset by peer
                107 ENOTCONN transport endpoint is not connected
                110 ETIMEDOUT connection timed out
                111 ECONNREFUSED connection refused
                116 ESTALE stale file handle
                122 EDQUOT disk quota exceeded
                125 ECANCELED operation canceled
                """;
        for (String line : lines.lines().toList()) {
            String[] parts = line.split(" ", 2);
            table[Integer.parseInt(parts[0])] = parts[1];
        }
        return table;
    }
}
