/* Mounts that the launcher prepares while the child is busy with itself: joining its cgroups, naming its host. They go to
 * it as descriptors, all in one message, and the child attaches them. What the launcher cannot make, the child tries
 * itself and has the words for. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>

/* What a child needs at once besides. */
enum { SPARE_FILES = 64 };

struct parcel {
	uint32_t kind, count;
	uint16_t indexes[PLAN_MAX_EARLY];
};

/* The report is the child's by now. */
static int prepare (const struct plan *plan, uint32_t index)
{
	static struct report unheard;
	static struct run aside = { .report = &unheard };
	struct fields fields;

	aside.plan = plan;
	plan_fields (plan, index, &fields);
	switch (plan->ops[index].code) {
	case OP_MOUNT:
		return tree_new (&aside, fields.at[0].text, fields.at[1].text, fields.at[4], fields.at[3].number);
	case OP_ROOT_OVERLAY:
		return tree_overlay (&aside, fields.at[1], fields.at[2].text, fields.at[3].text);
	default:
		return tree_copy (&aside, index);
	}
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
	int trees[PLAN_MAX_EARLY], at = plan_find (run->plan, OP_EARLY);

	if (at < 0)
		return true;
	fill (run, (uint32_t) at, &parcel, trees);
	/* A child that has died already has said why. */
	bool good = send_files (run->sync, &parcel, sizeof parcel, trees, parcel.count) || errno == EPIPE ||
	            errno == ECONNRESET;
	for (uint32_t i = 0; i < parcel.count; i++)
		closing (trees[i], true);
	return good;
}

/* Fields: operations. Where not all trees found room, none stays: there is none for anything else then. */
bool op_early (struct run *run, struct fields *f)
{
	struct parcel parcel = { 0 };
	int trees[PLAN_MAX_EARLY];
	size_t count = PLAN_MAX_EARLY;
	bool cut;
	ssize_t size = receive_files (run->sync, &parcel, sizeof parcel, trees, &count, &cut);

	(void) f;
	if (size != sizeof parcel || parcel.kind != MESSAGE_EARLY || count > parcel.count) {
		errno = size < 0 ? errno : EPROTO;
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (cut)
			closing (trees[i], true);
		else
			run->trees[parcel.indexes[i] % PLAN_MAX_OPS] = (int16_t) trees[i];
	}
	return true;
}
