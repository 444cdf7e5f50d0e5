/* Mounts that the launcher prepares while the child is busy with itself: joining its cgroups, naming its host. They go to
 * it as descriptors, all in one message, and the child attaches them. What the launcher cannot make, the child tries
 * itself and has the words for. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

/* What a child needs at once besides. */
enum { SPARE_FILES = 64 };

struct parcel {
	uint32_t kind, count;
	uint16_t indexes[PLAN_MAX_EARLY];
};

union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE (PLAN_MAX_EARLY * sizeof (int))];
};

/* The report is the child's by now. A copy hears of the host's mounts as the child's own root does: as a slave. */
static int prepare (const struct plan *plan, uint32_t index)
{
	static struct report unheard;
	static struct run aside = { .report = &unheard };
	struct fields fields;

	plan_fields (plan, index, &fields);
	unsigned code = plan->ops[index].code;
	if (code == OP_MOUNT)
		return tree_new (&aside, fields.at[0].text, fields.at[1].text, fields.at[4], fields.at[3].number);
	if (code == OP_ROOT_OVERLAY)
		return tree_overlay (&aside, fields.at[1], fields.at[2].text, fields.at[3].text);
	bool all = code == OP_ROOT_BIND || fields.at[2].number;
	int tree = sys_open_tree (AT_FDCWD, fields.at[0].text, OPEN_TREE_CLONE | (all ? AT_RECURSIVE : 0U));
	if (tree >= 0 && !tree_propagate (&aside, tree, MS_SLAVE | MS_REC)) {
		close (tree);
		tree = -1;
	}
	return tree;
}

/* Whose caller may open few files makes one mount after the other. */
static bool has_room (uint64_t wanted)
{
	struct rlimit files;
	return getrlimit (RLIMIT_NOFILE, &files) == 0 && files.rlim_cur >= wanted + SPARE_FILES;
}

static void fill (const struct run *run, uint32_t at, struct parcel *parcel, int trees[PLAN_MAX_EARLY])
{
	struct fields fields;

	plan_fields (run->plan, at, &fields);
	for (uint64_t i = has_room (fields.at[0].number) ? fields.at[0].number : 0; i > 0; i--) {
		uint32_t index = at + list_number (&fields.at[0]);
		int tree = run->trees[index] < 0 ? prepare (run->plan, index) : -1;
		if (tree < 0)
			continue;
		parcel->indexes[parcel->count] = (uint16_t) index;
		trees[parcel->count++] = tree;
	}
}

bool early_send (const struct run *run)
{
	struct parcel parcel = { .kind = MESSAGE_EARLY };
	union control control = { 0 };
	int trees[PLAN_MAX_EARLY], at = plan_find (run->plan, OP_EARLY);

	if (at < 0)
		return true;
	fill (run, (uint32_t) at, &parcel, trees);
	struct iovec data = { .iov_base = &parcel, .iov_len = sizeof parcel };
	struct msghdr packet = { .msg_iov = &data, .msg_iovlen = 1 };
	if (parcel.count) {
		size_t size = parcel.count * sizeof *trees;
		packet.msg_control = control.bytes;
		packet.msg_controllen = (socklen_t) CMSG_SPACE (size);
		control.header.cmsg_level = SOL_SOCKET;
		control.header.cmsg_type = SCM_RIGHTS;
		control.header.cmsg_len = (socklen_t) CMSG_LEN (size);
		memcpy (CMSG_DATA (&control.header), trees, size);
	}
	/* A child that has died already has said why. */
	bool good = sendmsg (run->sync, &packet, MSG_NOSIGNAL) == sizeof parcel || errno == EPIPE || errno == ECONNRESET;
	for (uint32_t i = 0; i < parcel.count; i++)
		closing (trees[i], true);
	return good;
}

/* Where not all found room, none stays: there is none for anything else then. */
static void take (struct run *run, const struct parcel *parcel, const union control *control, bool cut)
{
	int trees[PLAN_MAX_EARLY];
	size_t size = control->header.cmsg_len > CMSG_LEN (0) ? control->header.cmsg_len - CMSG_LEN (0) : 0;
	size_t count = size / sizeof *trees < parcel->count ? size / sizeof *trees : parcel->count;

	memcpy (trees, CMSG_DATA (&control->header), count * sizeof *trees);
	for (size_t i = 0; i < count; i++) {
		if (cut)
			closing (trees[i], true);
		else
			run->early[parcel->indexes[i] % PLAN_MAX_OPS] = (int16_t) trees[i];
	}
}

/* Fields: operations */
bool op_early (struct run *run, struct fields *f)
{
	struct parcel parcel = { 0 };
	union control control = { 0 };
	struct iovec data = { .iov_base = &parcel, .iov_len = sizeof parcel };
	struct msghdr packet = {
		.msg_iov = &data,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes,
	};
	ssize_t size;

	(void) f;
	do
		size = recvmsg (run->sync, &packet, MSG_CMSG_CLOEXEC);
	while (size < 0 && errno == EINTR);
	if (size != sizeof parcel || parcel.kind != MESSAGE_EARLY || parcel.count > PLAN_MAX_EARLY) {
		errno = size < 0 ? errno : EPROTO;
		return false;
	}
	take (run, &parcel, &control, packet.msg_flags & MSG_CTRUNC);
	return true;
}

int early_tree (struct run *run)
{
	int tree = run->early[run->index];

	run->early[run->index] = -1;
	return tree;
}
