/* Gives the new process an interface of the host: rtnetlink(7), in the host's network namespace and in the new one. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

enum { MAX_ADDRESSES = 32, REQUEST_BYTES = 512, ANSWER_BYTES = 16384, NETLINK_ROUTE_FAMILY = 0 };

struct request {
	struct nlmsghdr header;
	char body[REQUEST_BYTES];
};

/* What an interface loses with its namespace. */
struct address {
	struct ifaddrmsg header;
	uint32_t flags;
	struct {
		uint16_t length;
		char bytes[16];
	} own, peer, broadcast;
};
struct addresses {
	unsigned count;
	struct address at[MAX_ADDRESSES];
};

static void *begin (struct request *request, uint16_t type, uint16_t flags, size_t size)
{
	memset (request, 0, sizeof *request);
	request->header.nlmsg_type = type;
	request->header.nlmsg_flags = (uint16_t) (NLM_F_REQUEST | flags);
	request->header.nlmsg_len = (uint32_t) NLMSG_LENGTH (size);
	return request->body;
}

/* Room is never short: names have 16 bytes at most, addresses too. */
static void add (struct request *request, uint16_t type, const void *bytes, size_t size)
{
	struct rtattr attribute = { .rta_len = (uint16_t) RTA_LENGTH (size), .rta_type = type };
	char *end = (char *) request + NLMSG_ALIGN (request->header.nlmsg_len);

	memcpy (end, &attribute, sizeof attribute);
	memcpy (end + RTA_LENGTH (0), bytes, size);
	request->header.nlmsg_len = (uint32_t) (NLMSG_ALIGN (request->header.nlmsg_len) + RTA_SPACE (size));
}

/* Sends a request and takes the kernel's yes or no. */
static bool ask (int route, struct request *request)
{
	struct {
		struct nlmsghdr header;
		struct nlmsgerr error;
		char rest[ANSWER_BYTES];
	} answer;

	request->header.nlmsg_flags |= NLM_F_ACK;
	if (send (route, request, request->header.nlmsg_len, 0) < 0)
		return false;
	ssize_t got = recv (route, &answer, sizeof answer, 0);
	if (got < (ssize_t) NLMSG_LENGTH (sizeof answer.error) || answer.header.nlmsg_type != NLMSG_ERROR) {
		errno = got < 0 ? errno : EBADMSG;
		return false;
	}
	errno = -answer.error.error;
	return answer.error.error == 0;
}

static int number_of (int route, const char *name)
{
	struct ifreq request = { 0 };

	if (strlen (name) >= sizeof request.ifr_name) {
		errno = ENAMETOOLONG;
		return -1;
	}
	add_text (request.ifr_name, name);
	return sys_ioctl (route, SIOCGIFINDEX, &request) < 0 ? -1 : request.ifr_ifindex;
}

#define TAKE(field, attribute)                                                                                         \
	do {                                                                                                           \
		(field).length = (uint16_t) RTA_PAYLOAD (attribute);                                                   \
		if ((field).length > sizeof (field).bytes)                                                             \
			(field).length = 0;                                                                            \
		memcpy ((field).bytes, RTA_DATA (attribute), (field).length);                                          \
	} while (0)

/* Only what somebody has given it for good, and what holds beyond its own wire. */
static bool take_address (struct addresses *all, const struct nlmsghdr *message, int number)
{
	const struct ifaddrmsg *header = NLMSG_DATA (message);
	struct address one = { 0 };

	if (message->nlmsg_len < NLMSG_LENGTH (sizeof *header) || (int) header->ifa_index != number ||
	    header->ifa_scope != RT_SCOPE_UNIVERSE)
		return true;
	one.header = *header;
	one.flags = header->ifa_flags;
	size_t size = message->nlmsg_len;
	for (size_t at = NLMSG_SPACE (sizeof *header); at + sizeof (struct rtattr) <= size;) {
		const struct rtattr *a = (const void *) ((const char *) message + at);
		if (a->rta_len < sizeof *a || a->rta_len > size - at)
			break;
		at += RTA_ALIGN (a->rta_len);
		if (a->rta_type == IFA_LOCAL)
			TAKE (one.own, a);
		else if (a->rta_type == IFA_ADDRESS)
			TAKE (one.peer, a);
		else if (a->rta_type == IFA_BROADCAST)
			TAKE (one.broadcast, a);
		else if (a->rta_type == IFA_FLAGS && RTA_PAYLOAD (a) == sizeof one.flags)
			memcpy (&one.flags, RTA_DATA (a), sizeof one.flags);
	}
	if (!(one.flags & IFA_F_PERMANENT))
		return true;
	if (all->count == MAX_ADDRESSES) {
		errno = E2BIG;
		return false;
	}
	all->at[all->count++] = one;
	return true;
}

/* Looks through one answer; *done at the end of all. */
static bool take_addresses (struct addresses *all, const char *bytes, size_t size, int number, bool *done)
{
	for (size_t at = 0; at + sizeof (struct nlmsghdr) <= size;) {
		const struct nlmsghdr *m = (const void *) (bytes + at);
		if (m->nlmsg_len < sizeof *m || m->nlmsg_len > size - at)
			break;
		at += NLMSG_ALIGN (m->nlmsg_len);
		if (m->nlmsg_type == NLMSG_DONE || m->nlmsg_type == NLMSG_ERROR) {
			*done = true;
			errno = EIO;
			return m->nlmsg_type == NLMSG_DONE;
		}
		if (m->nlmsg_type == RTM_NEWADDR && !take_address (all, m, number))
			return false;
	}
	return true;
}

static bool list_addresses (int route, int number, struct addresses *all)
{
	_Alignas (struct nlmsghdr) char answer[ANSWER_BYTES];
	struct request request;
	bool done = false, good = true;

	begin (&request, RTM_GETADDR, NLM_F_DUMP, sizeof (struct ifaddrmsg));
	if (send (route, &request, request.header.nlmsg_len, 0) < 0)
		return false;
	while (good && !done) {
		ssize_t got = recv (route, answer, sizeof answer, 0);
		good = got > 0 && take_addresses (all, answer, (size_t) got, number, &done);
	}
	return good;
}

/* Down, as it gets another name there. */
static bool move (int route, int number, int space, const char *name)
{
	struct request request;
	struct ifinfomsg *link = begin (&request, RTM_NEWLINK, 0, sizeof *link);

	link->ifi_index = number;
	link->ifi_change = IFF_UP;
	add (&request, IFLA_NET_NS_FD, &space, sizeof space);
	add (&request, IFLA_IFNAME, name, strlen (name) + 1);
	return ask (route, &request);
}

static bool set_up (int route, int number, const struct addresses *all)
{
	struct request request;

	for (unsigned i = 0; i < all->count; i++) {
		const struct address *one = &all->at[i];
		struct ifaddrmsg *header = begin (&request, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, sizeof *header);
		*header = one->header;
		header->ifa_index = (uint32_t) number;
		if (one->own.length)
			add (&request, IFA_LOCAL, one->own.bytes, one->own.length);
		if (one->peer.length)
			add (&request, IFA_ADDRESS, one->peer.bytes, one->peer.length);
		if (one->broadcast.length)
			add (&request, IFA_BROADCAST, one->broadcast.bytes, one->broadcast.length);
		if (!ask (route, &request))
			return false;
	}
	struct ifinfomsg *link = begin (&request, RTM_NEWLINK, 0, sizeof *link);
	link->ifi_index = number;
	link->ifi_flags = link->ifi_change = IFF_UP;
	return ask (route, &request);
}

static int route_socket (void)
{
	return socket (AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE_FAMILY);
}

/* A socket stays in the namespace in which it was made: so the launcher goes there for that alone. */
static int route_socket_in (int space)
{
	int home = open ("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);

	if (home < 0 || setns (space, CLONE_NEWNET) < 0) {
		closing (home, false);
		return -1;
	}
	int route = route_socket ();
	int error = errno;
	if (setns (home, CLONE_NEWNET) < 0)
		_exit (1); /* nothing may be done from in there */
	close (home);
	errno = error;
	return route;
}

static int network_of (const struct run *run)
{
	char path[64];

	add_text (add_number (add_text (path, "/proc/"), run->pid), "/ns/net");
	return open (path, O_RDONLY | O_CLOEXEC);
}

/* Fields: name rename */
bool op_net_device (struct run *run, struct fields *f)
{
	struct addresses all = { 0 };
	int space = network_of (run);
	int here = space < 0 ? -1 : route_socket ();
	int number = here < 0 ? -1 : number_of (here, f->at[0].text);
	bool good = number >= 0 && list_addresses (here, number, &all) && move (here, number, space, f->at[1].text);

	if (closing (here, good)) {
		int there = route_socket_in (space);
		number = there < 0 ? -1 : number_of (there, f->at[1].text);
		good = closing (there, number >= 0 && set_up (there, number, &all));
		if (!good)
			run_detail (run, "set it up in its new place");
	}
	run->value = all.count;
	return closing (space, good);
}
