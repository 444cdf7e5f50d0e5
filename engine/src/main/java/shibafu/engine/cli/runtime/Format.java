package shibafu.engine.cli.runtime;

import shibafu.engine.ShibafuException;

/// What `list` and `ps` print: a table for people, JSON for programs.
enum Format {
    TABLE,
    JSON;

    static final Option OPTION = Option.value("format", "table|json", "what to print (default table)")
            .or("f");

    static Format of(Arguments arguments) {
        String format = arguments.value("format").orElse("table");
        return switch (format) {
            case "table" -> TABLE;
            case "json" -> JSON;
            default -> throw new ShibafuException("invalid format option '" + format + "'; use table or json");
        };
    }
}
