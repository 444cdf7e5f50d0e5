/* Those who are attached to a container: all see what it writes, and each may type. None of them can hold it up: one
 * that takes nothing for a second, while the container has a whole memory full to say, is dropped. */
#ifndef SHIBAFU_CLIENTS_H
#define SHIBAFU_CLIENTS_H

#include "relay.h"

enum { CLIENTS_MAX = 8, SLOT_SIZE = 4088, SLOTS = 16, PACKET_INPUT_MAX = RELAY_BUFFER };

/* The words on an attach socket (SOCK_SEQPACKET), each a packet whose first byte says what it is. */
enum packet {
	PACKET_INPUT = 'i', /* client: bytes for the container, at most PACKET_INPUT_MAX */
	PACKET_SIZE = 'w',  /* client: u16 rows, u16 columns of its terminal, little-endian */
	PACKET_PAST = 'p',  /* supervisor: what the terminal showed before */
	PACKET_OUT = 'o',   /* supervisor: what the container writes, on a terminal or as stdout */
	PACKET_ERR = 'e',   /* supervisor: as stderr */
	PACKET_END = 'x',   /* supervisor, as its last: u32 wait status, little-endian */
	PACKET_BUSY = 'b',  /* supervisor, as its last: whoever ran the container still has its terminal */
};

/* A part of what the container wrote; the last SLOTS of them are remembered. */
struct slot {
	uint8_t kind;
	uint16_t used;
	uint8_t bytes[SLOT_SIZE];
};

/* A place in all that was ever written. */
struct place {
	uint64_t slot;
	uint16_t offset;
};

struct client {
	int fd; /* -1: none */
	struct place at, joined;
	uint64_t stuck; /* since when it takes nothing, in ms; 0: it does */
	uint16_t rows, columns;
};

struct clients {
	int listener; /* -1: nobody can attach */
	int master;   /* -1: no terminal */
	int input;    /* what clients type goes there; -1: nowhere */
	uint64_t newest;
	uint64_t restore; /* when the terminal gets its true size back, in ms; 0: it has it */
	struct client all[CLIENTS_MAX];
	struct slot slots[SLOTS];
	struct stream in;
};

/* The listener first, then where input goes, then the clients. */
enum { CLIENTS_LISTENER, CLIENTS_INPUT, CLIENTS_FIRST, CLIENTS_POLLS = CLIENTS_FIRST + CLIENTS_MAX };

void clients_start (struct clients *clients, int listener, int master, int input);

/* Room for what the container writes next, as this kind. */
uint8_t *clients_room (struct clients *clients, enum packet kind, size_t *room);

/* So much of the room was used: passes it on. */
void clients_output (struct clients *clients, size_t count);

/* Whether more may be read from the container. Drops whoever has been in the way of that for too long. */
bool clients_ready (struct clients *clients);

/* What to wait for, and for how long: sets polls, and shortens *timeout (ms, -1: endless). */
void clients_wait (const struct clients *clients, struct pollfd *polls, int *timeout);

/* Takes who has come, which clients_work would do last. Busy: somebody else has the terminal, and who comes is sent away. */
void clients_take (struct clients *clients, struct pollfd *polls, bool busy);

/* Does what poll allows. */
void clients_work (struct clients *clients, struct pollfd *polls, bool busy);

/* Waits until all have got everything, but for no client longer than it may be stuck. */
void clients_flush (struct clients *clients);

/* Tells all of the end. */
void clients_end (struct clients *clients, int wait_status);

/* Hangs up on all. */
void clients_drop (struct clients *clients);

/* clients.c and typing.c, for each other. */
uint64_t now_ms (void);
void client_drop (struct client *client);
void client_hear (struct clients *clients, struct client *client);
void clients_pass_in (struct clients *clients);
void clients_restore (struct clients *clients);

#endif
