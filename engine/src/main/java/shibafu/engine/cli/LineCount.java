package shibafu.engine.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How many lines: a number, or `all`.
final class LineCount implements ITypeConverter<Integer> {
    static final int ALL = -1;

    @Override
    public Integer convert(String value) {
        if (value.equals("all") || value.equals("-1")) {
            return ALL;
        }
        if (!value.matches("\\d{1,9}")) {
            throw new TypeConversionException("'" + value + "': want a number of lines, or all");
        }
        return Integer.valueOf(value);
    }
}
