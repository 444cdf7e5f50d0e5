package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What can be completed of a command line, and shells' scripts for it.
///
/// @param commands all there are, each by the words that lead to it; the program itself by none
record Completion(List<Node> commands) {
    private static final String CONTAINERS = "shibafu ps -a --format '{{.Names}}' 2>/dev/null";
    private static final String IMAGES = "shibafu images -q 2>/dev/null";
    private static final String FISH_NAMES = "complete -c shibafu -f -n '%s' -a \"(%s)\"\n";

    /// One command.
    ///
    /// @param words such as `image ls`
    /// @param names what its words without a dash may be
    record Node(String words, String about, Map<String, Node> subcommands, List<OptionSpec> options, Names names) {}

    /// Of what a command takes names.
    enum Names {
        CONTAINERS,
        IMAGES,
        NONE
    }

    static Completion of(CommandLine program) {
        List<Node> commands = new ArrayList<>();
        collect(program, "", commands);
        return new Completion(commands);
    }

    private static Node collect(CommandLine line, String words, List<Node> all) {
        CommandSpec spec = line.getCommandSpec();
        Map<String, Node> subcommands = new LinkedHashMap<>();
        String[] about = spec.usageMessage().description();
        Node node = new Node(
                words,
                about.length == 0 ? "" : String.format(about[0]),
                subcommands,
                spec.options().stream().filter(option -> !option.hidden()).toList(),
                names(spec));
        all.add(node);
        line.getSubcommands().forEach((name, sub) -> {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                subcommands.put(name, collect(sub, (words + " " + name).strip(), all));
            }
        });
        return node;
    }

    private static Names names(CommandSpec spec) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.paramLabel().equals("CONTAINER")) {
                return Names.CONTAINERS;
            }
            if (parameter.paramLabel().contains("IMAGE")) {
                return Names.IMAGES;
            }
        }
        return spec.name().equals("inspect") ? Names.CONTAINERS : Names.NONE;
    }

    String bash() {
        StringBuilder words = new StringBuilder();
        StringBuilder valued = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (Node node : commands) {
            List<String> options = node.options.stream()
                    .flatMap(option -> List.of(option.names()).stream())
                    .toList();
            words.append("\t'%s') echo '%s' ;;\n"
                    .formatted(
                            node.words, String.join(" ", node.subcommands.keySet()) + " " + String.join(" ", options)));
            String values = node.options.stream()
                    .filter(option -> option.arity().max() > 0)
                    .flatMap(option -> List.of(option.names()).stream())
                    .map(name -> "'" + (node.words + " " + name).strip() + "'")
                    .collect(Collectors.joining(" | "));
            if (!values.isEmpty()) {
                valued.append("\t").append(values).append(") return 0 ;;\n");
            }
            switch (node.names) {
                case CONTAINERS -> names.append("\t'%s') %s ;;\n".formatted(node.words, CONTAINERS));
                case IMAGES -> names.append("\t'%s') %s ;;\n".formatted(node.words, IMAGES));
                case NONE -> {}
            }
        }
        return """
                # Completion of shibafu's command line, made by: shibafu completion bash
                _shibafu_words() {
                	case $1 in
                %s	esac
                }
                # Whether an option takes a value.
                _shibafu_valued() {
                	case $1 in
                %s	esac
                	return 1
                }
                _shibafu_names() {
                	case $1 in
                %s	esac
                }
                _shibafu() {
                	local current=${COMP_WORDS[COMP_CWORD]} at='' word next i
                	COMPREPLY=()
                	for ((i = 1; i < COMP_CWORD; i++)); do
                		word=${COMP_WORDS[i]}
                		next="${at:+$at }$word"
                		if _shibafu_valued "$next"; then
                			i=$((i + 1))
                		elif [[ $word != -* && -n $(_shibafu_words "$next") ]]; then
                			at=$next
                		fi
                	done
                	if ((i > COMP_CWORD)); then
                		COMPREPLY=($(compgen -f -- "$current"))
                	elif [[ $current == -* ]]; then
                		COMPREPLY=($(compgen -W "$(_shibafu_words "$at")" -- "$current"))
                	else
                		word=$(_shibafu_words "$at" | tr ' ' '\\n' | grep -v '^-')
                		COMPREPLY=($(compgen -W "$word $(_shibafu_names "$at")" -- "$current"))
                	fi
                }
                complete -o bashdefault -o default -F _shibafu shibafu
                """.formatted(words, valued, names);
    }

    /// zsh takes bash's, once it can complete at all: who has asked it to has done so already.
    String zsh() {
        return "(( $+functions[compdef] )) || { autoload -U +X compinit && compinit; }\n"
                + "autoload -U +X bashcompinit && bashcompinit\n"
                + bash();
    }

    String fish() {
        StringBuilder entries = new StringBuilder();
        for (Node node : commands) {
            String when = ("__shibafu_at " + node.words).strip();
            node.subcommands.forEach((name, sub) -> entries.append(
                    "complete -c shibafu -f -n '%s' -a '%s' -d '%s'\n".formatted(when, name, quoted(sub.about))));
            node.options.forEach(option -> entries.append(fish(when, option)));
            switch (node.names) {
                case CONTAINERS -> entries.append(FISH_NAMES.formatted(when, CONTAINERS));
                case IMAGES -> entries.append(FISH_NAMES.formatted(when, IMAGES));
                case NONE -> {}
            }
        }
        String known = commands.stream()
                .map(node -> "'" + node.words + "'")
                .filter(words -> words.length() > 2)
                .collect(Collectors.joining(" "));
        String valued = commands.stream()
                .flatMap(node -> node.options.stream()
                        .filter(option -> option.arity().max() > 0)
                        .flatMap(option -> Stream.of(option.names()))
                        .map(name -> "'" + (node.words + " " + name).strip() + "'"))
                .collect(Collectors.joining(" "));
        return """
                # Completion of shibafu's command line, made by: shibafu completion fish
                set -g __shibafu_commands %s
                set -g __shibafu_valued %s
                # Whether these words are the command that is being typed.
                function __shibafu_at
                	set -l words (commandline -opc)
                	set -l at
                	set -l value no
                	for word in $words[2..-1]
                		set -l next (string join ' ' -- $at $word)
                		if test $value = yes
                			set value no
                		else if contains -- $next $__shibafu_valued
                			set value yes
                		else if contains -- $next $__shibafu_commands
                			set at $next
                		end
                	end
                	test "$at" = "$argv"
                end
                %s""".formatted(known, valued, entries);
    }

    private static String fish(String when, OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        return "complete -c shibafu -n '%s'%s%s -d '%s'\n"
                .formatted(
                        when,
                        names,
                        option.arity().max() > 0 ? " -r" : "",
                        quoted(String.join(" ", option.description())));
    }

    private static String quoted(String text) {
        return text.replace("%%", "%").replace("\\", "\\\\").replace("'", "\\'");
    }
}
