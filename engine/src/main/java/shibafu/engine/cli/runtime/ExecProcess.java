package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.SecurityLabels;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.User;
import shibafu.engine.spec.SpecReader;

/// Who and what `exec` runs: the container's own process with what the flags change, or a file.
record ExecProcess(Call call) {
    static final List<Option> OPTIONS = List.of(
            Option.value("process", "FILE", "the process as JSON, instead of a program and the flags below")
                    .or("p"),
            Option.value("cwd", "DIR", "working directory in the container"),
            Option.value("env", "NAME=VALUE", "add to the environment").or("e"),
            Option.flag("tty", "give it a terminal").or("t"),
            Option.value("user", "UID[:GID]", "run it as this user").or("u"),
            Option.value("additional-gids", "GID", "one more group").or("g"),
            Option.value("process-label", "LABEL", "SELinux label"),
            Option.value("apparmor", "PROFILE", "AppArmor profile"),
            Option.flag("no-new-privs", "set no_new_privs"),
            Option.value("cap", "CAPABILITY", "one more capability").or("c"));

    private static final int ID_DIGITS = 9;

    ProcessSpec of(Container container) {
        Arguments arguments = call.arguments();
        List<String> command = arguments.words().subList(1, arguments.words().size());
        Optional<String> file = arguments.value("process");
        if (file.isPresent()) {
            return SpecReader.readProcess(call.path(file.get()));
        }
        if (command.isEmpty()) {
            throw new ShibafuException("process args cannot be empty; give a program, or --process FILE");
        }
        ProcessSpec own = container.config().process().orElseGet(() -> DefaultSpec.process(command));
        ProcessSpec process = own.withArgs(command)
                .withEnv(joined(own.env(), arguments.all("env")))
                .withTerminal(arguments.has("tty"))
                .withUser(user(own.user(), arguments))
                .withLabels(new SecurityLabels(
                        arguments.value("apparmor").or(() -> own.labels().apparmorProfile()),
                        arguments.value("process-label").or(() -> own.labels().selinuxLabel())));
        if (arguments.value("cwd").isPresent()) {
            process = process.withCwd(arguments.value("cwd").get());
        }
        if (!arguments.all("cap").isEmpty()) {
            process = process.withCapabilities(capabilities(own, arguments.all("cap")));
        }
        return arguments.has("no-new-privs") ? process.withNoNewPrivileges(true) : process;
    }

    /// The inheritable set stays as it is: what is added there, an image's file capabilities could bring back
    /// (CVE-2022-29162).
    private static Optional<Capabilities> capabilities(ProcessSpec own, List<String> more) {
        Capabilities sets = own.capabilities().orElseGet(() -> DefaultSpec.capabilities(List.of()));
        return Optional.of(new Capabilities(
                joined(sets.bounding(), more),
                joined(sets.effective(), more),
                sets.inheritable(),
                joined(sets.permitted(), more),
                sets.ambient()));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static User user(User own, Arguments arguments) {
        User user = arguments.value("user").map(ExecProcess::user).orElse(own);
        List<Integer> groups = new ArrayList<>(user.additionalGids());
        arguments.all("additional-gids").forEach(gid -> groups.add(id("additional-gids", gid)));
        return new User(user.uid(), user.gid(), own.umask(), groups);
    }

    /// Numbers only: a name would have to be looked up in a file of the container (CVE-2026-30892).
    private static User user(String text) {
        String[] parts = text.split(":", 2);
        int uid = id("user", parts[0]);
        return new User(uid, parts.length == 2 ? id("user", parts[1]) : 0, OptionalInt.empty(), List.of());
    }

    private static int id(String flag, String text) {
        if (text.isEmpty() || text.length() > ID_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ShibafuException("parsing " + text + " as int for " + flag
                    + " failed; give a number: names are not looked up in the container's files");
        }
        return Integer.parseInt(text);
    }
}
