package shibafu.engine.plan;

import java.util.List;

/// What takes an operation field by field: bytes ([PlanWriter]) or text ([PlanText]). One method for each type of
/// `ops.h`, whose letter it names.
interface OpSink {
    /// The operation itself, before its fields.
    OpSink op(int code, String name);

    /// `d`: 32 bits, signed decimal.
    OpSink decimal(String name, int value);

    /// `o`: 32 bits, octal.
    OpSink octal(String name, int value);

    /// `b`: 32 bits, 0 or 1.
    OpSink flag(String name, boolean value);

    /// `u`: 64 bits, signed decimal.
    OpSink number(String name, long value);

    /// `x`: 64 bits, hexadecimal.
    OpSink hex(String name, long value);

    /// `a`, `n`, `p`: 64 bits with names.
    OpSink bits(String name, BitNames names, long value);

    /// `s`.
    OpSink string(String name, String value);

    /// `S`.
    OpSink strings(String name, List<String> values);

    /// `D`.
    OpSink decimals(String name, List<Integer> values);

    /// `P`.
    OpSink plan(String name, Plan value);

    /// `B`.
    OpSink bytes(String name, Bytes value);
}
