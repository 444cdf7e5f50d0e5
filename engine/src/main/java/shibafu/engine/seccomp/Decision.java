package shibafu.engine.seccomp;

import java.util.List;
import shibafu.engine.spec.Seccomp.Argument;

/// What happens to a call: the first rule that holds, or else one action.
///
/// @param wide whether arguments have 64 bits
record Decision(List<Conditional> rules, int otherwise, boolean wide) {
    // Of struct seccomp_data, little-endian.
    private static final int ARGUMENTS = 16;
    private static final int ARGUMENT_BYTES = 8;

    Decision {
        rules = List.copyOf(rules);
    }

    record Conditional(List<Argument> args, int action) {
        Conditional {
            args = List.copyOf(args);
        }
    }

    static Decision always(int action) {
        return new Decision(List.of(), action, true);
    }

    Bpf code() {
        Bpf code = new Bpf();
        for (Conditional rule : rules) {
            Bpf passed = new Bpf().add(Bpf.RETURN, rule.action());
            for (Argument argument : rule.args().reversed()) {
                passed = test(argument, passed);
            }
            code.add(passed);
        }
        return code.add(Bpf.RETURN, otherwise);
    }

    /// Code that goes on with `passed`, or to its end where the comparison fails.
    private Bpf test(Argument argument, Bpf passed) {
        return switch (argument.op()) {
            case "SCMP_CMP_EQ" -> equal(argument, passed, -1, argument.value());
            case "SCMP_CMP_MASKED_EQ" -> equal(argument, passed, argument.value(), argument.valueTwo());
            case "SCMP_CMP_NE" -> unequal(argument, passed);
            case "SCMP_CMP_GT" -> above(argument, passed, Bpf.JUMP_GREATER, true);
            case "SCMP_CMP_GE" -> above(argument, passed, Bpf.JUMP_NOT_BELOW, true);
            case "SCMP_CMP_LE" -> above(argument, passed, Bpf.JUMP_GREATER, false);
            case "SCMP_CMP_LT" -> above(argument, passed, Bpf.JUMP_NOT_BELOW, false);
            default -> throw new IllegalArgumentException("compile seccomp operator " + argument.op() + ": unknown");
        };
    }

    private Bpf equal(Argument argument, Bpf passed, long mask, long value) {
        Bpf low = half(argument, 0, (int) mask).add(Bpf.JUMP_EQUAL, 0, passed.size(), (int) value);
        low.add(passed);
        if (!wide) {
            return low;
        }
        return half(argument, 4, (int) (mask >>> 32))
                .add(Bpf.JUMP_EQUAL, 0, low.size(), (int) (value >>> 32))
                .add(low);
    }

    private Bpf unequal(Argument argument, Bpf passed) {
        Bpf low = half(argument, 0, -1)
                .add(Bpf.JUMP_EQUAL, passed.size(), 0, (int) argument.value())
                .add(passed);
        if (!wide) {
            return low;
        }
        int testing = low.size() - passed.size();
        return half(argument, 4, -1)
                .add(Bpf.JUMP_EQUAL, 0, testing, (int) (argument.value() >>> 32))
                .add(low);
    }

    /// @param holds whether being above is what is asked for
    private Bpf above(Argument argument, Bpf passed, int comparison, boolean holds) {
        int end = passed.size();
        Bpf low = half(argument, 0, -1)
                .add(comparison, holds ? 0 : end, holds ? end : 0, (int) argument.value())
                .add(passed);
        if (!wide) {
            return low;
        }
        int testing = low.size() - end;
        int high = (int) (argument.value() >>> 32);
        // Higher decides, and so does lower; only where they are the same do the low halves.
        return half(argument, 4, -1)
                .add(Bpf.JUMP_GREATER, holds ? testing + 1 : low.size() + 1, 0, high)
                .add(Bpf.JUMP_EQUAL, 0, holds ? low.size() : testing, high)
                .add(low);
    }

    private static Bpf half(Argument argument, int offset, int mask) {
        Bpf load = new Bpf().add(Bpf.LOAD, ARGUMENTS + ARGUMENT_BYTES * argument.index() + offset);
        return mask == -1 ? load : load.add(Bpf.AND, mask);
    }
}
