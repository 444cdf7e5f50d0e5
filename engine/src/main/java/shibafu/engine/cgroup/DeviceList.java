package shibafu.engine.cgroup;

import java.util.ArrayList;
import java.util.List;

/// Device rules as v1 can hold them: one answer for all devices, and exceptions from it. Rules in which the last match
/// wins are brought into this form; where it can't hold them, they are refused, for the kernel would pass over what it
/// can't hold in silence, and a device stay open that a config closes.
///
/// @param allowsByDefault the answer where no exception matches
/// @param exceptions the devices with the other answer, each once
record DeviceList(boolean allowsByDefault, List<DeviceMatch> exceptions) {

    static DeviceList of(List<DeviceMatch> rules) {
        boolean allows = false;
        List<DeviceMatch> exceptions = new ArrayList<>();
        for (DeviceMatch rule : rules) {
            if (rule.everything()) {
                allows = rule.allow();
                exceptions.clear();
            } else if (rule.type() == 'a') {
                // In v1's files the letter alone means everything, whatever stands behind it.
                put(rule.withType('c'), allows, exceptions);
                put(rule.withType('b'), allows, exceptions);
            } else {
                put(rule, allows, exceptions);
            }
        }
        return new DeviceList(allows, List.copyOf(exceptions));
    }

    /// What the kernel says (`devices.list`). Of a list that allows by default it tells no exceptions.
    static DeviceList parse(String list) {
        List<DeviceMatch> allowed = list.lines().map(DeviceMatch::allowed).toList();
        return allowed.stream().anyMatch(DeviceMatch::everything)
                ? new DeviceList(true, List.of())
                : new DeviceList(false, allowed);
    }

    /// From nothing that is known: one answer for all devices, then the exceptions.
    List<CgroupWrite> writes(Folder folder) {
        List<CgroupWrite> writes = new ArrayList<>();
        writes.add(folder.set(allowsByDefault ? "devices.allow" : "devices.deny", "a"));
        exceptions.forEach(
                device -> writes.add(folder.set(allowsByDefault ? "devices.deny" : "devices.allow", device)));
        return writes;
    }

    /// Whether it can become the other list with no moment in which a device is denied that both allow.
    boolean becomesByDifferences(DeviceList wanted) {
        return !allowsByDefault && !wanted.allowsByDefault;
    }

    /// What makes this list the other one. What is new is allowed before what is old is denied.
    List<CgroupWrite> to(DeviceList wanted, Folder folder) {
        if (!becomesByDifferences(wanted)) {
            return wanted.writes(folder);
        }
        List<CgroupWrite> writes = new ArrayList<>();
        wanted.missing(exceptions).forEach(device -> writes.add(folder.set("devices.allow", device)));
        missing(wanted.exceptions).forEach(device -> writes.add(folder.set("devices.deny", device)));
        return writes;
    }

    /// Its exceptions, as far as they do not stand in another list.
    private List<DeviceMatch> missing(List<DeviceMatch> other) {
        return exceptions.stream()
                .map(device -> device.withAccess(device.access()
                        & ~other.stream()
                                .filter(device::sameDevices)
                                .mapToInt(DeviceMatch::access)
                                .reduce(0, (bits, more) -> bits | more)))
                .filter(device -> device.access() != 0)
                .toList();
    }

    private static void put(DeviceMatch rule, boolean allows, List<DeviceMatch> exceptions) {
        if (rule.allow() == allows) {
            take(rule, exceptions);
        } else {
            add(rule, exceptions);
        }
    }

    private static void add(DeviceMatch rule, List<DeviceMatch> exceptions) {
        for (int i = 0; i < exceptions.size(); i++) {
            DeviceMatch exception = exceptions.get(i);
            if (exception.sameDevices(rule)) {
                exceptions.set(i, exception.withAccess(exception.access() | rule.access()));
                return;
            }
        }
        exceptions.add(rule);
    }

    private static void take(DeviceMatch rule, List<DeviceMatch> exceptions) {
        List<DeviceMatch> kept = new ArrayList<>();
        for (DeviceMatch exception : exceptions) {
            if (!exception.overlaps(rule)) {
                kept.add(exception);
            } else if (!rule.covers(exception)) {
                throw new CgroupException(
                        "use device rule \"%s %s\": cgroup v1 can't except it from an earlier rule \"%s\"; put it before that, or name the devices one by one"
                                .formatted(rule.allow() ? "allow" : "deny", rule, exception));
            } else if ((exception.access() & ~rule.access()) != 0) {
                kept.add(exception.withAccess(exception.access() & ~rule.access()));
            }
        }
        exceptions.clear();
        exceptions.addAll(kept);
    }
}
