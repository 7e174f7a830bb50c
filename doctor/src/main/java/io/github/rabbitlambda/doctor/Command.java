package io.github.rabbitlambda.doctor;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.github.rabbitlambda.doctor.model.LiveVerdicts;
import io.github.rabbitlambda.doctor.reader.AccountReader;
import io.github.rabbitlambda.doctor.reader.ReadPermissions;
import io.github.rabbitlambda.doctor.reader.UnreadableAccount;
import io.github.rabbitlambda.doctor.report.Report;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.doctor.snapshot.SnapshotFile;
import io.github.rabbitlambda.reachability.verdict.Terminal;
import io.github.rabbitlambda.reachability.verdict.TextStyle;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The command line. */
@CommandLine.Command(name = "doctor", mixinStandardHelpOptions = true, versionProvider = Command.Version.class, sortOptions = false, description = "Says why a deployed event source mapping of Lambda on an Amazon MQ for RabbitMQ broker doesn't consume. It changes nothing: its calls get, list or describe.", footer = {
        "",
        "Exit status: 0 nothing wrong was found, 1 a cause was found, 2 it is unknown, or the input or the account can't be read, 5 this Java is too old (21 or newer is needed)."})
final class Command implements Callable<Integer> {
    private static final int UNREADABLE = 2;

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Command.class.getPackage().getImplementationVersion();
            return new String[]{"doctor " + (version == null ? "(development)" : version)};
        }
    }

    /**
     * What the command reads, and where its words go.
     *
     * @param style of standard output
     * @param showsProgress whether a person looks at the error output
     */
    record Surroundings(AccountReader reader, PrintStream out, PrintStream err, TextStyle style,
            boolean showsProgress) {}

    /** A text for standard output, and the exit status. */
    private record Result(String text, int status) {}

    private final Surroundings surroundings;

    @Mixin
    private Options options = new Options();

    private Command(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        TextStyle style = Terminal.style(System.getenv());
        int status = run(new Surroundings(new AccountReader(), out, System.err, style, Terminal.isPresent()),
                arguments);
        if (out.checkError()) {
            System.exit(refuse(System.err, "standard output can't be written to the end"));
        }
        System.exit(status);
    }

    static int run(Surroundings surroundings, String... arguments) {
        PrintStream err = surroundings.err();
        return new CommandLine(new Command(surroundings)).setOut(new PrintWriter(surroundings.out(), true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((wrong, given) -> refuse(err, wrong.getMessage() + "; see --help"))
                .setExecutionExceptionHandler((failed, line, parsed) -> refuse(err, sentence(failed)))
                .execute(arguments);
    }

    private static String sentence(Exception failed) {
        return failed instanceof UnreadableAccount || failed instanceof Refusal
                ? failed.getMessage()
                : "the doctor itself failed (" + failed.getClass().getSimpleName()
                        + "); please report it, with a snapshot of --save if it can be shared";
    }

    private static int refuse(PrintStream err, String sentence) {
        err.println("doctor: " + sentence.replaceAll("\\s*\\R\\s*", " "));
        return UNREADABLE;
    }

    @Override
    public Integer call() {
        options.refusal().ifPresent(sentence -> {
            throw new Refusal(sentence);
        });
        Result result = options.policy ? new Result(ReadPermissions.policy(options.checkSecret), 0) : judged();
        surroundings.out().print(result.text());
        return result.status();
    }

    private Result judged() {
        Snapshot snapshot = options.from == null ? asked() : kept(options.from);
        save(snapshot);
        return options.form.template ? new Result(LiveVerdicts.template(snapshot), 0) : report(snapshot);
    }

    private Snapshot asked() {
        try (ProgressLine progress = new ProgressLine(surroundings.err())) {
            return options.configured(surroundings.reader(),
                    surroundings.showsProgress() ? progress : (region, answers, asked) -> {}).read(options.subject);
        }
    }

    private Snapshot kept(Path file) {
        try {
            Snapshot snapshot = SnapshotFile.read(file);
            if (options.subject != null && !options.subject.equals(snapshot.subject())) {
                throw new Refusal("the subject must be that of the snapshot, " + snapshot.subject() + " (given "
                        + options.subject + "); leave it out");
            }
            return snapshot;
        } catch (IllegalArgumentException unreadable) {
            throw new Refusal(unreadable.getMessage(), unreadable);
        }
    }

    private void save(Snapshot snapshot) {
        if (options.save == null) {
            return;
        }
        try {
            SnapshotFile.write(options.maskAccount ? SnapshotFile.masked(snapshot) : snapshot, options.save);
        } catch (IOException failed) {
            throw new Refusal("the file " + options.save + " can't be written; give --save another", failed);
        }
    }

    private Result report(Snapshot snapshot) {
        Report report = Report.of(snapshot);
        return new Result(text(report), report.status());
    }

    private String text(Report report) {
        if (options.form.json) {
            return report.json();
        }
        if (options.form.mermaid) {
            return report.mermaid();
        }
        String text = options.form.explain
                ? report.explained(surroundings.style())
                : report.text(surroundings.style());
        return options.profile == null || !report.hasCommands()
                ? text
                : text + "\nThe commands above name no profile: run them with AWS_PROFILE=" + options.profile + ".\n";
    }
}
