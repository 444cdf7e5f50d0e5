/* The front: what the caller started. It asks the engine what to do, does it, and answers to the caller. */
#ifndef SHIBAFU_FRONT_H
#define SHIBAFU_FRONT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "launch.h"
#include "plan.h"

#define RUNTIME_NAME "shibafu-runtime"

enum role { ROLE_SHIBAFU = 1, ROLE_RUNTIME = 2, ROLE_LAUNCHER = 3 };

/* The exit code for a failure of the engine itself, as with docker. */
enum { EXIT_ENGINE = 125 };

/* How long a warm engine may be silent. */
enum { ENGINE_PATIENCE_MS = 10000 };

/* An engine over which a call was lost: none, one that may have written records, one whose plans were carried out. */
enum lost { LOST_NONE, LOST_EARLY, LOST_LATE };

struct engine {
	int socket;
	pid_t pid; /* of the JVM that was booted for this conversation; 0 if it is another's */
	enum lost lost; /* of the one that was asked before it */
};

/* What is passed on of a container's notifications; bounds are those of an address and of sd_notify's words. */
struct notifier {
	int socket; /* that the container writes to, -1: none */
	uint32_t flags;
	pid_t pid;
	uint64_t start_time;
	char manager[108], wanted[64], after[64], barrier[64];
};

/* The last process that this front launched. */
struct process {
	pid_t pid; /* 0: none */
	int pidfd;
	int master;     /* of its terminal, -1 if it has none */
	int supervisor; /* socket to its supervisor, -1 if the front is its parent */
	pid_t supervisor_pid;
	bool waiting;   /* it waits for its start */
	uint8_t *bytes; /* of its plan, which points into them */
	struct plan plan;
	struct launch launch; /* where the front is its parent */
	struct notifier notifier;
};

/* rootless.c: as an ordinary user, makes this program root of the user's own user namespace, and executes it anew. */
void rootless_enter (char **argv);
/* Whether it did. */
bool rootless (void);

/* boot.c: starts a JVM whose standard input is the other end of the conversation. Exits when there is none. */
struct engine boot_engine (const char *home);
/* Becomes the JVM of a warm engine. */
_Noreturn void execute_engine (const char *home, char **arguments);

/* warm.c: whether an engine is to be asked that runs already, and where; its `path` is "" if none is. */
struct warm {
	char path[108];
	bool start; /* one is to be started where there is none */
};
struct warm warm_wanted (void);
/* Yields no socket (-1) if nobody listens there. */
struct engine warm_connect (const struct warm *warm);
/* Connects and asks at once: an engine that is connected to before there is a request wakes for nothing. */
struct engine warm_ask (const struct warm *warm, enum role role, enum lost lost, char **arguments);
/* The same as after that with a socket at which this program has asked before it began anew. */
struct engine warm_resume (int socket);
/* Ends an engine that does not answer: it may hold what the next one needs. */
void warm_end (const struct warm *warm);
/* Starts one that this process has nothing more to do with. */
void warm_start (const struct warm *warm, const char *home);

/* request.c: the namespaces that a process is in (of its /proc/PID/ns), each as "mnt:[4026531841]"; "" if that is not
 * for us to know. These are the kinds that make the same names mean other files and processes. */
enum { PLACE_NAMESPACES = 5, PLACE_TEXT = 64 };
void place_namespaces (const char *directory, char texts[PLACE_NAMESPACES][PLACE_TEXT]);

/* request.c: how every conversation begins; sent, false with errno if that did not work. */
struct frame_out;
void make_request (struct frame_out *frame, enum role role, enum lost lost, char **arguments);
bool send_request (struct engine engine, enum role role, char **arguments);

/* request.c: counts the descriptors from 3 on that the caller has left open, up to the first that is not, or is our own.
 * Before anything else of our own is opened. */
void front_note_inherited (int own);

/* front.c: the whole conversation; yields the exit code. */
int front_run (enum role role, struct engine engine, char **arguments);
/* What comes after the request in one with a warm engine. ASK_LOST and ASK_DECLINED: another has to be asked, and no
 * process is left of what this one has begun; `lost` is how far it came. */
enum { ASK_LOST = -1, ASK_SILENT = -2, ASK_DECLINED = -3 };
int front_hear (struct engine engine, enum lost *lost);

/* outbox.c: prints, or keeps what is printed until it can no longer be taken back. */
void outbox_keep (void);
void outbox_forget (void);
void outbox_flush (void);
/* What is said at the end by a front that goes on alone; nothing if that is too long. */
void outbox_promise (const uint8_t *bytes, uint32_t length);
void outbox_alone (void);
void outbox_print (int fd, const uint8_t *bytes, uint32_t length);

/* answer.c: REPORT and OUTCOME of a plan. The supervisor is this process if it is one. */
void answer (int engine, const struct launch *launch, bool supervised);
void answer_failed (int engine, int error, const char *what, const char *object);

/* supervise.c: launches under a supervisor, which answers to the engine. supervisor.c: what that does.
 * Both adopt the orphans of the container, if they are to. */
void supervise (int engine, struct process *process, bool adopt);
_Noreturn void supervisor_main (int front, int engine, struct plan *plan, bool adopt);

/* attach.c: attaches to a container that has a supervisor; yields its exit code, 0 if it is left. */
enum { ATTACH_INPUT = 1, ATTACH_TERMINAL = 2, ATTACH_HOLD = 4 };
struct attachment {
	uint32_t flags;
	char path[PATH_MAX];
	const uint8_t *keys;
	uint32_t key_count;
};
struct frame;
bool attach_take (const struct frame *frame, struct attachment *wanted);
void attach_hold (const struct attachment *wanted); /* for the next attach to find: it misses nothing meanwhile */
int attach (struct engine engine, const struct attachment *wanted);

/* notify.c: takes what a frame says; passes on what has been said, and yields whether that was anything; whether the front
 * stays for that alone; and if so, yields its exit code. */
bool notify_take (const struct frame *frame, struct notifier *notifier);
bool notify_relay (const struct notifier *notifier);
bool notify_waits (const struct notifier *notifier);
int notify_wait (const struct notifier *notifier);

/* follow.c: stays with a process until it ends; yields its exit code. */
int follow (struct process *process, struct engine engine);
/* Takes the keys by which that is left; false for a frame that makes no sense. */
struct frame;
bool follow_keys (const struct frame *frame);

/* say.c, too: what is launched resets its own signals, so there is nothing to restore. */
void block_signals (void);
void unblock_signals (void);

/* say.c: one line on stderr; give_up exits as the engine's failures do, and adds errno in words if asked. */
void complain (const char *format, ...) __attribute__ ((format (printf, 1, 2)));
_Noreturn void give_up (const char *format, ...) __attribute__ ((format (printf, 1, 2)));
_Noreturn void give_up_errno (const char *format, ...) __attribute__ ((format (printf, 1, 2)));

#endif
