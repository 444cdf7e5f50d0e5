package shibafu.engine.seccomp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.Seccomp.Argument;
import shibafu.engine.spec.Seccomp.Rule;

/// x86's older ways to sockets and System V IPC, by the first argument of one call for all: what is said of `socket`
/// is said of `socketcall(SYS_SOCKET)` too, or it would be a way around. Rules with arguments stay out: theirs are
/// behind a pointer there.
final class Multiplexer {
    private static final int SOCKETCALL = 102;
    private static final int IPC = 117;

    /// The kernel looks at no more of ipc(2)'s first argument.
    private static final long IPC_MASK = 0xFFFF;

    private static final List<String> SOCKET_CALLS = List.of(
            "socket",
            "bind",
            "connect",
            "listen",
            "accept",
            "getsockname",
            "getpeername",
            "socketpair",
            "send",
            "recv",
            "sendto",
            "recvfrom",
            "shutdown",
            "setsockopt",
            "getsockopt",
            "sendmsg",
            "recvmsg",
            "accept4",
            "recvmmsg",
            "sendmmsg");

    private static final Map<String, Integer> IPC_CALLS = Map.ofEntries(
            Map.entry("semop", 1),
            Map.entry("semget", 2),
            Map.entry("semctl", 3),
            Map.entry("semtimedop", 4),
            Map.entry("msgsnd", 11),
            Map.entry("msgrcv", 12),
            Map.entry("msgget", 13),
            Map.entry("msgctl", 14),
            Map.entry("shmat", 21),
            Map.entry("shmdt", 22),
            Map.entry("shmget", 23),
            Map.entry("shmctl", 24));

    private Multiplexer() {}

    static void add(Seccomp profile, Map<Integer, List<Rule>> rules, int otherwise) {
        for (Rule rule : profile.rules()) {
            if (!rule.args().isEmpty() || Actions.of(rule.action(), rule.errno()) == otherwise) {
                continue;
            }
            for (String name : rule.names()) {
                int socket = SOCKET_CALLS.indexOf(name);
                if (socket >= 0) {
                    put(rules, SOCKETCALL, rule, new Argument(0, socket + 1, 0, "SCMP_CMP_EQ"));
                }
                Integer ipc = IPC_CALLS.get(name);
                if (ipc != null) {
                    put(rules, IPC, rule, new Argument(0, IPC_MASK, ipc, "SCMP_CMP_MASKED_EQ"));
                }
            }
        }
    }

    private static void put(Map<Integer, List<Rule>> rules, int number, Rule rule, Argument which) {
        OptionalInt errno = rule.errno();
        rules.computeIfAbsent(number, any -> new ArrayList<>())
                .add(new Rule(rule.names(), rule.action(), errno, List.of(which)));
    }
}
