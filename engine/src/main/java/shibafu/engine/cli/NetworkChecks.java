package shibafu.engine.cli;

import shibafu.engine.ShibafuException;

/// What can be said of addresses before anybody uses them.
final class NetworkChecks {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String V4 = BYTE + "(\\." + BYTE + "){3}";
    private static final String V6 = "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

    private NetworkChecks() {}

    static void address(String option, String text) {
        if (!text.matches(V4) && !text.matches(V6)) {
            throw new ShibafuException(option + " '" + text + "' is no IP address");
        }
    }

    /// One of a single interface: that of a group has the lowest bit of the first byte set.
    static void mac(String text) {
        if (!text.matches("[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}")) {
            throw new ShibafuException("--mac-address '" + text + "' is no hardware address such as 02:42:ac:11:00:02");
        }
    }

    static void host(String text) {
        int colon = text.indexOf(':');
        String address = text.substring(colon + 1);
        if (colon < 1 || text.substring(0, colon).matches(".*\\s.*")) {
            throw new ShibafuException("--add-host '" + text + "' is not NAME:ADDRESS, such as db:10.0.0.7");
        }
        if (!address.equals("host-gateway")) {
            address("--add-host", address);
        }
    }
}
