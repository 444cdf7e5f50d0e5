#include "run.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* One descriptor, aligned as the kernel wants it. */
union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE (sizeof (int))];
};

bool send_with (int socket, const void *bytes, size_t size, int fd)
{
	struct iovec data = { .iov_base = (void *) (uintptr_t) bytes, .iov_len = size };
	struct msghdr packet = { .msg_iov = &data, .msg_iovlen = 1 };
	union control control = { 0 };

	if (fd >= 0) {
		packet.msg_control = control.bytes;
		packet.msg_controllen = sizeof control.bytes;
		control.header.cmsg_level = SOL_SOCKET;
		control.header.cmsg_type = SCM_RIGHTS;
		control.header.cmsg_len = CMSG_LEN (sizeof fd);
		memcpy (CMSG_DATA (&control.header), &fd, sizeof fd);
	}
	return sendmsg (socket, &packet, MSG_NOSIGNAL) == (ssize_t) size;
}

bool message_send (int socket, enum message_kind kind, uint32_t number, int fd)
{
	struct message message = { .kind = kind, .number = number };

	return send_with (socket, &message, sizeof message, fd);
}

bool message_receive (int socket, struct message *message, int *fd)
{
	struct iovec data = { .iov_base = message, .iov_len = sizeof *message };
	union control control = { 0 };
	struct msghdr packet = {
		.msg_iov = &data,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes,
	};
	ssize_t size;

	*fd = -1;
	do
		size = recvmsg (socket, &packet, MSG_CMSG_CLOEXEC);
	while (size < 0 && errno == EINTR);
	if (packet.msg_controllen >= CMSG_LEN (sizeof *fd) && control.header.cmsg_type == SCM_RIGHTS)
		memcpy (fd, CMSG_DATA (&control.header), sizeof *fd);
	return size == sizeof *message;
}
