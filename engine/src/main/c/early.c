/* Mounts that the launcher prepares while the child is busy with itself: joining its cgroups, naming its host. They go to
 * it as descriptors, all in one message, and the child attaches them. Only what is the same whoever makes it is early; and
 * what the launcher cannot make, the child tries itself and has the words for. The root is the first of them, as it stands
 * first in mountinfo: the kernel lists mounts by age. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>

enum { EARLY_MAX = 64 };

struct parcel {
	uint32_t kind, count;
	uint16_t indexes[EARLY_MAX];
};

union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE (EARLY_MAX * sizeof (int))];
};

/* A clone with a mount namespace of its own, of the same user namespace: paths lead to the same, and so do rights. */
static bool same_view (const struct plan *plan)
{
	struct fields fields;

	if (plan->sections[SECTION_STAGE].first || !plan_has (plan, OP_CLONE))
		return false;
	plan_fields (plan, plan->sections[SECTION_AFTER].first - 1, &fields);
	return (fields.at[0].number & (CLONE_NEWNS | CLONE_NEWUSER)) == CLONE_NEWNS;
}

/* What other file systems show is that of the process that makes them (proc, sysfs, mqueue, cgroup). */
static bool is_early_mount (const char *type)
{
	return strcmp (type, "tmpfs") == 0 || strcmp (type, "devpts") == 0;
}

/* Finds them; yields their number. A copy hears of the host's mounts as the child's own root does: as a slave. */
static uint32_t early (const struct run *run, uint16_t indexes[EARLY_MAX])
{
	struct range child = run->plan->sections[SECTION_CHILD];
	struct fields fields;
	bool slave = false;
	uint32_t count = 0;

	if (!same_view (run->plan))
		return 0;
	for (uint32_t i = child.first; i < child.end && count < EARLY_MAX; i++) {
		unsigned code = run->plan->ops[i].code;
		plan_fields (run->plan, i, &fields);
		if (code == OP_WAIT_MEET)
			break; /* what is done there may change what is found */
		if (code == OP_PROPAGATION)
			slave = fields.at[0].number == (MS_SLAVE | MS_REC);
		bool copy = code == OP_BIND || code == OP_ROOT_BIND;
		if (code == OP_ROOT_OVERLAY || (code == OP_MOUNT && is_early_mount (fields.at[0].text)) ||
		    (copy && slave && run->trees[i] < 0))
			indexes[count++] = (uint16_t) i;
	}
	return count;
}

/* The report is the child's by now. */
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

bool early_send (const struct run *run)
{
	struct parcel parcel = { .kind = MESSAGE_EARLY };
	union control control = { 0 };
	uint16_t indexes[EARLY_MAX];
	int trees[EARLY_MAX];
	uint32_t wanted = early (run, indexes);

	if (!wanted)
		return true;
	for (uint32_t i = 0; i < wanted; i++) {
		int tree = prepare (run->plan, indexes[i]);
		if (tree < 0)
			continue;
		parcel.indexes[parcel.count] = indexes[i];
		trees[parcel.count++] = tree;
	}
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

static bool receive (struct run *run)
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
	int trees[EARLY_MAX];
	ssize_t size;

	do
		size = recvmsg (run->sync, &packet, MSG_CMSG_CLOEXEC);
	while (size < 0 && errno == EINTR);
	if (size != sizeof parcel || parcel.kind != MESSAGE_EARLY || parcel.count > EARLY_MAX ||
	    (parcel.count && (packet.msg_flags & MSG_CTRUNC ||
	                      control.header.cmsg_len != CMSG_LEN (parcel.count * sizeof *trees)))) {
		errno = size < 0 ? errno : EPROTO;
		return run_detail (run, "receive the mounts that were prepared");
	}
	memcpy (trees, CMSG_DATA (&control.header), parcel.count * sizeof *trees);
	for (uint32_t i = 0; i < parcel.count; i++)
		run->early[parcel.indexes[i] % PLAN_MAX_OPS] = (int16_t) trees[i];
	return true;
}

bool early_take (struct run *run, int *tree)
{
	uint16_t indexes[EARLY_MAX];

	if (!run->early_received && early (run, indexes) && !receive (run))
		return false;
	run->early_received = true;
	*tree = run->early[run->index];
	run->early[run->index] = -1;
	return true;
}
