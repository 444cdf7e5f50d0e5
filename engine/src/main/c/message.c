#include "run.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* Descriptors, aligned as the kernel wants them. */
union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE (MESSAGE_FILES * sizeof (int))];
};

bool send_files (int socket, const void *bytes, size_t size, const int *fds, size_t count)
{
	struct iovec data = { .iov_base = (void *) (uintptr_t) bytes, .iov_len = size };
	struct msghdr packet = { .msg_iov = &data, .msg_iovlen = 1 };
	union control control = { 0 };

	if (count) {
		packet.msg_control = control.bytes;
		packet.msg_controllen = (socklen_t) CMSG_SPACE (count * sizeof *fds);
		control.header.cmsg_level = SOL_SOCKET;
		control.header.cmsg_type = SCM_RIGHTS;
		control.header.cmsg_len = (socklen_t) CMSG_LEN (count * sizeof *fds);
		memcpy (CMSG_DATA (&control.header), fds, count * sizeof *fds);
	}
	return sendmsg (socket, &packet, MSG_NOSIGNAL) == (ssize_t) size;
}

ssize_t receive_files (int socket, void *bytes, size_t size, int *fds, size_t *count, bool *cut)
{
	struct iovec data = { .iov_base = bytes, .iov_len = size };
	union control control = { 0 };
	struct msghdr packet = {
		.msg_iov = &data,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = (socklen_t) CMSG_SPACE (*count * sizeof *fds),
	};
	ssize_t received;

	do
		received = recvmsg (socket, &packet, MSG_CMSG_CLOEXEC);
	while (received < 0 && errno == EINTR);
	bool some = packet.msg_controllen >= CMSG_LEN (sizeof *fds) && control.header.cmsg_type == SCM_RIGHTS;
	size_t came = some ? (control.header.cmsg_len - CMSG_LEN (0)) / sizeof *fds : 0;
	*count = came < *count ? came : *count;
	memcpy (fds, CMSG_DATA (&control.header), *count * sizeof *fds);
	*cut = packet.msg_flags & MSG_CTRUNC;
	return received;
}

bool send_with (int socket, const void *bytes, size_t size, int fd)
{
	return send_files (socket, bytes, size, &fd, fd >= 0);
}

bool message_send (int socket, enum message_kind kind, uint32_t number, int fd)
{
	struct message message = { .kind = kind, .number = number };

	return send_with (socket, &message, sizeof message, fd);
}

bool message_receive (int socket, struct message *message, int *fd)
{
	size_t count = 1;
	bool cut;

	*fd = -1;
	return receive_files (socket, message, sizeof *message, fd, &count, &cut) == sizeof *message;
}
