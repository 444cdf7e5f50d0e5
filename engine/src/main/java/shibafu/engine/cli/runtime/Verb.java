package shibafu.engine.cli.runtime;

import java.util.List;

/// One command of the runtime: what it takes, and what it does. Most take a container's name and nothing else.
interface Verb {
    /// What is said about it in the list of commands.
    String summary();

    /// The words it takes, such as `CONTAINER [SIGNAL]`.
    default String words() {
        return "CONTAINER";
    }

    default List<Option> options() {
        return List.of();
    }

    default int fewestWords() {
        return 1;
    }

    default int mostWords() {
        return fewestWords();
    }

    /// Whether all from the first word on is words: the options that follow are another program's.
    default boolean stopsAtFirstWord() {
        return false;
    }

    /// The exit code of a failure.
    default int failureCode() {
        return 1;
    }

    /// @return the exit code
    int run(Call call);
}
