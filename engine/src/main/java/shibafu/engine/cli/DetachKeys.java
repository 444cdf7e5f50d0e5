package shibafu.engine.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Keys that leave a container, as docker writes them: `ctrl-p,ctrl-q`, or `ctrl-a,d`; nothing for none.
///
/// @param typed the characters they type
record DetachKeys(String typed) {
    /// Docker's.
    static final String USUAL = "ctrl-p,ctrl-q";

    private static final int MOST = 16;
    private static final String CONTROL = "ctrl-";

    static DetachKeys parse(String text) {
        StringBuilder typed = new StringBuilder();
        for (String key : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            typed.append(character(text, key));
        }
        if (typed.length() > MOST) {
            throw new TypeConversionException("'" + text + "' has more than " + MOST + " keys");
        }
        return new DetachKeys(typed.toString());
    }

    private static char character(String text, String key) {
        boolean control = key.startsWith(CONTROL) && key.length() == CONTROL.length() + 1;
        char last = key.isEmpty() ? 0 : Character.toLowerCase(key.charAt(key.length() - 1));
        if (control && ((last >= 'a' && last <= 'z') || "@[\\]^_".indexOf(last) >= 0)) {
            return (char) (last & 0x1f);
        }
        if (key.length() == 1 && key.charAt(0) > ' ' && key.charAt(0) < 127) {
            return key.charAt(0);
        }
        throw new TypeConversionException("'" + text + "': '" + key
                + "' is no key; write a character or ctrl- and one of a-z @ [ \\ ] ^ _, with commas between");
    }

    static final class Converter implements ITypeConverter<DetachKeys> {
        @Override
        public DetachKeys convert(String text) {
            return parse(text);
        }
    }
}
