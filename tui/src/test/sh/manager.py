"""A service manager for tests: manager.py SOCKET prints what it hears there, a line a datagram, until its stdin ends
and all that was said before is printed."""
import array
import os
import selectors
import socket
import sys

path = sys.argv[1]
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind("\0" + path[1:] if path[0] == "@" else path)
print("listens", flush=True)
wait = selectors.DefaultSelector()
wait.register(listener, selectors.EVENT_READ)
wait.register(sys.stdin, selectors.EVENT_READ)
while listener in [key.fileobj for key, _ in wait.select()]:
    said, others, _, _ = listener.recvmsg(4096, socket.CMSG_SPACE(16))
    for _, _, data in others:
        for fd in array.array("i", data):
            os.close(fd)
    print(said.decode().replace("\n", "%"), "with a descriptor" if others else "", flush=True)
