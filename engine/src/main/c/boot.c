/* Finds a JDK and starts the engine in it. */
#include "front.h"

#include "seal.h"

#include "sys.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { JAVA_NEEDED = 25, CLASS_PATH_MAX = 64 * 1024 };

#define JVM_DIRECTORY "/usr/lib/jvm"
#define MAIN_CLASS "shibafu.engine.cli.Main"

/* The number in the line JAVA_VERSION="25.0.3" of a JDK's release file; 0 if there is none. Asking `java -version`
 * would cost a JVM start. */
static int java_version (const char *home)
{
	static const char key[] = "JAVA_VERSION=\"";
	char path[PATH_MAX], text[4096];

	if (snprintf (path, sizeof path, "%s/release", home) >= (int) sizeof path)
		return 0;
	int fd = open (path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t length = read (fd, text, sizeof text - 1);
	close (fd);
	text[length > 0 ? length : 0] = 0;
	const char *line = strstr (text, key);
	return line ? atoi (line + sizeof key - 1) : 0;
}

static bool usable (const char *home, char *java)
{
	return snprintf (java, PATH_MAX, "%s/bin/java", home) < PATH_MAX && access (java, X_OK) == 0 &&
	       java_version (home) >= JAVA_NEEDED;
}

/* /usr/bin/java is a link, or a link to a link, to HOME/bin/java. */
static bool usable_in_path (char *java)
{
	const char *path = getenv ("PATH");
	char name[PATH_MAX], home[PATH_MAX];

	while (path && *path) {
		size_t length = strcspn (path, ":");
		if (snprintf (name, sizeof name, "%.*s/java", (int) length, path) < (int) sizeof name &&
		    access (name, X_OK) == 0 && realpath (name, home)) {
			char *tail = strstr (home, "/bin/java");
			if (tail)
				*tail = 0;
			if (tail && usable (home, java))
				return true;
		}
		path += length + (path[length] == ':');
	}
	return false;
}

/* The oldest that will do: it is the one that Shibafu was tested with. */
static bool usable_in_directory (char *java)
{
	char home[PATH_MAX], candidate[PATH_MAX];
	int best = INT_MAX;
	DIR *directory = opendir (JVM_DIRECTORY);

	if (!directory)
		return false;
	for (struct dirent *entry; (entry = readdir (directory));) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf (home, sizeof home, JVM_DIRECTORY "/%s", entry->d_name);
		int version = java_version (home);
		if (version < best && usable (home, candidate)) {
			best = version;
			strcpy (java, candidate);
		}
	}
	closedir (directory);
	return best < INT_MAX;
}

static void find_java (char *java)
{
	const char *ours = getenv ("SHIBAFU_JAVA_HOME");
	const char *home = getenv ("JAVA_HOME");

	if (ours && *ours) {
		if (usable (ours, java))
			return;
		give_up ("SHIBAFU_JAVA_HOME=%s is not a JDK %d or later: correct or unset it", ours, JAVA_NEEDED);
	}
	if ((home && usable (home, java)) || usable_in_path (java) || usable_in_directory (java))
		return;
	give_up ("no JDK %d or later found in JAVA_HOME, PATH and " JVM_DIRECTORY ": install one "
	         "(openjdk-%d-jre-headless, or https://adoptium.net) or set SHIBAFU_JAVA_HOME",
	         JAVA_NEEDED, JAVA_NEEDED);
}

static int is_jar (const struct dirent *entry)
{
	size_t length = strlen (entry->d_name);
	return length > 4 && strcmp (entry->d_name + length - 4, ".jar") == 0;
}

/* Sorted by name: the JVM would expand LIB/\* in the directory's own order, which differs from copy to copy, and an
 * AOT cache is good for one order only. */
static void class_path (const char *home, char *path)
{
	char lib[PATH_MAX];
	struct dirent **jars;
	size_t used = 0;

	snprintf (lib, sizeof lib, "%s/lib", home);
	int count = scandir (lib, &jars, is_jar, alphasort);
	if (count <= 0)
		give_up ("no engine found in %s: %s", lib, count < 0 ? strerror (errno) : "it holds no .jar file");
	for (int i = 0; i < count; i++) {
		int n = snprintf (path + used, CLASS_PATH_MAX - used, "%s%s/%s", i ? ":" : "", lib, jars[i]->d_name);
		used += (size_t) n;
		if (used >= CLASS_PATH_MAX)
			give_up ("the names of the files in %s are longer than %d bytes", lib, CLASS_PATH_MAX);
	}
}

/* What is left of the caller's descriptors would otherwise stay open as long as the JVM; the front keeps its own. */
static _Noreturn void execute_java (int socket, char *java, char **arguments)
{
	if (dup2 (socket, 0) < 0 || dup2 (2, 1) < 0)
		give_up_errno ("set the engine's standard streams");
	sys_close_range (3, ~0U);
	execv (java, arguments);
	give_up_errno ("execute %s", java);
}

enum { JVM_ARGUMENTS = 32 };

/* The JVM's flags, its class path and the main class; yields how many words that makes. */
static size_t jvm (const char *home, const char *const *memory, char **arguments)
{
	static char java[PATH_MAX], jars[CLASS_PATH_MAX], home_property[PATH_MAX], cache[PATH_MAX];
	static const char cache_flag[] = "-XX:AOTCache=";
	size_t n = 0;

	find_java (java);
	class_path (home, jars);
	snprintf (home_property, sizeof home_property, "-Dshibafu.home=%s", home);
	snprintf (cache, sizeof cache, "%s%s/lib/shibafu.aot", cache_flag, home);
	/* The JVM complains about a cache that is not there, and about one that was made for other files, as those of a copy
	 * are; it then does without, which is all that matters here. -Xshare:auto is its default. */
	bool cached = access (cache + sizeof cache_flag - 1, R_OK) == 0;
	const char *const flags[] = {
		java,
		"-XX:+UseSerialGC",
		"-XX:TieredStopAtLevel=1",
		"-XX:-UsePerfData",
		"-Xlog:disable",
		/* The cache's pages stay as they are on disk: not moved, so not touched and not copied. */
		"-XX:+UnlockDiagnosticVMOptions",
		"-XX:ArchiveRelocationMode=0",
		"--enable-native-access=ALL-UNNAMED",
		"--sun-misc-unsafe-memory-access=allow",
		cached ? cache : "-Xshare:auto",
	};
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		arguments[n++] = (char *) (uintptr_t) flags[i];
	for (; *memory; memory++)
		arguments[n++] = (char *) (uintptr_t) *memory;
	arguments[n++] = home_property;
	arguments[n++] = (char *) (uintptr_t) "-cp";
	arguments[n++] = jars;
	arguments[n++] = (char *) (uintptr_t) MAIN_CLASS;
	arguments[n] = NULL;
	return n;
}

struct engine boot_engine (const char *home)
{
	static const char *const memory[] = { "-Xms4m", "-Xmx128m", "-Xss512k", NULL };
	char *arguments[JVM_ARGUMENTS];
	int sockets[2];

	jvm (home, memory, arguments);
	if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0)
		give_up_errno ("make a socket for the engine");
	pid_t pid = fork ();
	if (pid < 0)
		give_up_errno ("fork for the engine");
	if (pid == 0)
		execute_java (sockets[1], arguments[0], arguments);
	close (sockets[1]);
	return (struct engine){ .socket = sockets[0], .pid = pid };
}

/* What is idle most of the time gives memory back. */
void execute_engine (const char *home, char **arguments)
{
	static const char *const memory[] = {
		"-Xms4m",
		"-Xmx40m",
		"-Xss256k",
		"-XX:MinHeapFreeRatio=10",
		"-XX:MaxHeapFreeRatio=20",
		"-XX:-ShrinkHeapInSteps",
		"-XX:TrimNativeHeapInterval=5000",
		"-XX:CompileThresholdScaling=0.2",
		NULL,
	};
	char *all[JVM_ARGUMENTS];
	size_t n = jvm (home, memory, all);

	setenv ("MALLOC_ARENA_MAX", "1", 0);
	for (; *arguments && n < JVM_ARGUMENTS - 1; arguments++)
		all[n++] = *arguments;
	if (*arguments)
		give_up ("start the engine: too many arguments");
	all[n] = NULL;
	seal_share ();
	execv (all[0], all);
	give_up_errno ("execute %s", all[0]);
}
