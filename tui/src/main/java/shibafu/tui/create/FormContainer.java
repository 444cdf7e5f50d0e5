package shibafu.tui.create;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.NewContainer;
import shibafu.engine.service.RunCommandLine;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;
import shibafu.tui.form.Fields;

/// The container that the fields of a form describe.
final class FormContainer {
    private final Fields<CreateField> fields;
    private final OptionalLong machine;

    /// @param machineMemory what 100% of memory is, 0 where unknown
    FormContainer(Fields<CreateField> fields, long machineMemory) {
        this.fields = fields;
        this.machine = machineMemory > 0 ? OptionalLong.of(machineMemory) : OptionalLong.empty();
    }

    Map<CreateField, String> problems(List<String> taken) {
        Map<CreateField, String> problems = new EnumMap<>(CreateField.class);
        for (CreateField field : CreateField.values()) {
            FieldChecks.problem(field, fields.text(field), machine, taken)
                    .ifPresent(problem -> problems.put(field, problem));
        }
        OptionalLong memory =
                Amounts.memory(fields.text(CreateField.MEMORY), machine).value();
        OptionalLong both =
                Amounts.memory(fields.text(CreateField.SWAP), machine).value();
        if (both.isPresent() && both.getAsLong() != Amount.UNLIMITED) {
            if (memory.isEmpty()) {
                problems.putIfAbsent(CreateField.SWAP, "a limit of memory and swap needs a memory limit too");
            } else if (both.getAsLong() < memory.getAsLong()) {
                problems.putIfAbsent(CreateField.SWAP, "memory and swap together are no less than the memory");
            }
        }
        return problems;
    }

    /// @return empty while something is wrong
    Optional<NewContainer> container(List<String> taken) {
        if (!problems(taken).isEmpty()) {
            return Optional.empty();
        }
        OptionalLong cpu = Amounts.cpu(fields.text(CreateField.CPU)).value();
        LimitChange limits = new LimitChange(
                Amounts.memory(fields.text(CreateField.MEMORY), machine).value(),
                cpu,
                cpu.isPresent() ? OptionalLong.of(Amounts.PERIOD_MICROS) : OptionalLong.empty(),
                Amounts.pids(fields.text(CreateField.PIDS), OptionalLong.empty())
                        .value());
        return Optional.of(new NewContainer(
                Optional.of(fields.text(CreateField.NAME)).filter(text -> !text.isEmpty()),
                fields.text(CreateField.IMAGE),
                CommandLine.parse(fields.text(CreateField.COMMAND)).words(),
                limits,
                options()));
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        Amounts.memory(fields.text(CreateField.SWAP), machine)
                .value()
                .ifPresent(bytes -> options.addAll(List.of("--memory-swap", RunCommandLine.size(bytes))));
        one(options, "--cpu-shares", CreateField.SHARES);
        one(options, "--cpuset-cpus", CreateField.CPUSET);
        each(options, "--device-read-bps", CreateField.READ);
        each(options, "--device-write-bps", CreateField.WRITE);
        one(options, "--network", CreateField.NETWORK);
        one(options, "--pid", CreateField.PID);
        one(options, "--ipc", CreateField.IPC);
        one(options, "--uts", CreateField.UTS);
        each(options, "--uidmap", CreateField.USER_MAP);
        one(options, "--user", CreateField.USER);
        one(options, "--workdir", CreateField.DIRECTORY);
        each(options, "--env", CreateField.ENVIRONMENT);
        each(options, "--volume", CreateField.MOUNTS);
        if (fields.text(CreateField.TERMINAL).equals("yes")) {
            options.addAll(List.of("--interactive", "--tty"));
        }
        return options;
    }

    private void one(List<String> options, String option, CreateField field) {
        if (!fields.text(field).isEmpty()) {
            options.addAll(List.of(option, fields.text(field)));
        }
    }

    private void each(List<String> options, String option, CreateField field) {
        CommandLine.parse(fields.text(field)).words().forEach(word -> options.addAll(List.of(option, word)));
    }
}
