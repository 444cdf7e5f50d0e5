package shibafu.engine.launch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// How one operation of a plan went.
///
/// @param index its place in the plan, from 0
/// @param errno 0 if it went well
/// @param nanos time spent in it
/// @param value what it yielded, such as a pid; 0 for most
public record OpReport(int index, int errno, long nanos, long value) {
    static List<OpReport> parse(ByteBuffer payload) {
        int count = payload.getInt();
        List<OpReport> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reports.add(new OpReport(payload.getInt(), payload.getInt(), payload.getLong(), payload.getLong()));
        }
        return reports;
    }
}
