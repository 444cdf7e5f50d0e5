package shibafu.engine.seccomp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import shibafu.engine.seccomp.Machine.Abi;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.Seccomp.Rule;

/// Makes a filter of a profile. Pure.
///
/// Rules for one call: the first that holds wins, and one without arguments wins over all that have some. A rule that
/// says the same as the default is passed over, like the name of a call that an architecture has not. Calls with a
/// number above the newest that the profile names get ENOSYS, so that a C library falls back to older ones; unless
/// the default lets calls pass. A call in a way that the profile does not list kills the process.
public final class SeccompCompiler {
    // Of struct seccomp_data.
    private static final int NUMBER = 0;
    private static final int AUDIT_ARCH = 4;

    /// What ptrace(2) leaves of a call that it has cancelled.
    private static final long CANCELLED = 0xFFFFFFFFL;

    /// x32 has calls of its own far above those that all have.
    private static final int X32_OWN = 512;

    private static final int X32_OWN_END = 548;

    private SeccompCompiler() {}

    /// An array of `struct sock_filter`.
    ///
    /// @throws SeccompException if the program is longer than the kernel takes
    public static byte[] compile(Seccomp profile, Machine machine) {
        Map<Integer, NavigableMap<Long, Decision>> layouts = new LinkedHashMap<>();
        for (Abi abi : machine.abis()) {
            if (abi.equals(machine.abis().getFirst()) || profile.architectures().contains(abi.name())) {
                layOut(profile, abi, layouts.computeIfAbsent(abi.audit(), SeccompCompiler::nothing));
            }
        }
        Bpf rest = new Bpf().add(Bpf.RETURN, Actions.KILL_PROCESS);
        for (Map.Entry<Integer, NavigableMap<Long, Decision>> layout : layouts.entrySet()) {
            Bpf calls = new Bpf().add(Bpf.LOAD, NUMBER).add(search(layout.getValue()));
            rest = new Bpf().branch(Bpf.JUMP_EQUAL, layout.getKey(), rest, calls);
        }
        Bpf program = new Bpf().add(Bpf.LOAD, AUDIT_ARCH).add(rest);
        if (program.size() > Bpf.MAX_INSTRUCTIONS) {
            throw new SeccompException("compile seccomp profile: " + program.size() + " instructions, and the kernel "
                    + "takes at most " + Bpf.MAX_INSTRUCTIONS + "; give it fewer rules or architectures");
        }
        return program.bytes();
    }

    private static NavigableMap<Long, Decision> nothing(int audit) {
        NavigableMap<Long, Decision> layout = new TreeMap<>();
        layout.put(0L, Decision.always(Actions.KILL_PROCESS));
        return layout;
    }

    /// The layout maps the first number of an interval to what happens up to the next one.
    private static void layOut(Seccomp profile, Abi abi, NavigableMap<Long, Decision> layout) {
        int otherwise = Actions.of(profile.defaultAction(), profile.defaultErrno());
        Map<Integer, List<Rule>> rules = rules(profile, abi, otherwise);
        long base = abi.base();
        long newest = newest(profile, abi);
        boolean same = newest < 0 || Actions.lenient(profile.defaultAction());
        int unknown = same ? otherwise : Actions.NO_SUCH_CALL;
        layout.put(base, Decision.always(otherwise));
        layout.put(base + newest + 1, Decision.always(unknown));
        if (base != 0) {
            layout.put(base + X32_OWN, Decision.always(otherwise));
            layout.put(base + X32_OWN_END, Decision.always(unknown));
        } else if (abi.audit() == Machine.X86_64.abis().getFirst().audit()) {
            layout.put((long) Abi.X32_BIT, Decision.always(Actions.KILL_PROCESS));
            layout.put(CANCELLED, Decision.always(unknown));
        }
        for (Map.Entry<Integer, List<Rule>> call : rules.entrySet()) {
            long number = base + call.getKey();
            Decision around = layout.floorEntry(number).getValue();
            layout.putIfAbsent(number + 1, around);
            layout.put(number, decision(call.getValue(), otherwise, abi));
        }
        layout.put(CANCELLED, Decision.always(unknown));
    }

    private static Map<Integer, List<Rule>> rules(Seccomp profile, Abi abi, int otherwise) {
        Map<String, Integer> table = SyscallTable.of(abi.table());
        Map<Integer, List<Rule>> rules = new HashMap<>();
        for (Rule rule : profile.rules()) {
            if (Actions.of(rule.action(), rule.errno()) == otherwise) {
                continue;
            }
            for (String name : rule.names()) {
                Integer number = table.get(name);
                if (number != null) {
                    rules.computeIfAbsent(number, any -> new ArrayList<>()).add(rule);
                }
            }
        }
        if (abi.table().equals("x86")) {
            Multiplexer.add(profile, rules, otherwise);
        }
        return rules;
    }

    private static long newest(Seccomp profile, Abi abi) {
        Map<String, Integer> table = SyscallTable.of(abi.table());
        int most = abi.base() == 0 ? Integer.MAX_VALUE : X32_OWN;
        int newest = -1;
        for (Rule rule : profile.rules()) {
            for (String name : rule.names()) {
                int number = table.getOrDefault(name, -1);
                if (number < most && number > newest) {
                    newest = number;
                }
            }
        }
        return newest;
    }

    private static Decision decision(List<Rule> rules, int otherwise, Abi abi) {
        List<Decision.Conditional> conditions = new ArrayList<>();
        for (Rule rule : rules) {
            int action = Actions.of(rule.action(), rule.errno());
            if (rule.args().isEmpty()) {
                return new Decision(List.of(), action, abi.wide());
            }
            conditions.add(new Decision.Conditional(rule.args(), action));
        }
        return new Decision(conditions, otherwise, abi.wide());
    }

    private static Bpf search(NavigableMap<Long, Decision> layout) {
        List<Long> starts = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        for (Map.Entry<Long, Decision> interval : layout.entrySet()) {
            if (decisions.isEmpty() || !sameAs(decisions.getLast(), interval.getValue())) {
                starts.add(interval.getKey());
                decisions.add(interval.getValue());
            }
        }
        return search(starts, decisions);
    }

    private static boolean sameAs(Decision one, Decision other) {
        return one.otherwise() == other.otherwise() && one.rules().equals(other.rules());
    }

    private static Bpf search(List<Long> starts, List<Decision> decisions) {
        int count = starts.size();
        if (count == 1) {
            return decisions.getFirst().code();
        }
        int middle = count / 2;
        return new Bpf()
                .branch(
                        Bpf.JUMP_NOT_BELOW,
                        starts.get(middle).intValue(),
                        search(starts.subList(0, middle), decisions.subList(0, middle)),
                        search(starts.subList(middle, count), decisions.subList(middle, count)));
    }
}
