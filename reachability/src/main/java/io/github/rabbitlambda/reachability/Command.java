package io.github.rabbitlambda.reachability;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.reachability.template.UnreadableTemplate;
import io.github.rabbitlambda.reachability.verdict.HtmlPage;
import io.github.rabbitlambda.reachability.verdict.JsonReport;
import io.github.rabbitlambda.reachability.verdict.MermaidChart;
import io.github.rabbitlambda.reachability.verdict.TextReport;
import io.github.rabbitlambda.reachability.verdict.Terminal;
import io.github.rabbitlambda.reachability.verdict.TextStyle;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line. */
@CommandLine.Command(name = "reachability", mixinStandardHelpOptions = true, versionProvider = Command.Version.class, sortOptions = false, description = "Says before deployment whether Lambda's event source mappings on Amazon MQ brokers will connect.", footer = {
        "",
        "Exit status: 0 every mapping connects (or there is none), 1 one fails, 2 one is unknown or the input is bad, 5 this Java is too old (21 or newer is needed)."})
final class Command implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "TEMPLATE", description = {
            "CloudFormation or SAM templates, JSON or YAML; together they are one assembly.",
            "Or a plan or state of Terraform as JSON: terraform show -json plan.out > plan.json"})
    private List<Path> templates = List.of();

    @Option(names = "--parameter", paramLabel = "K=V", description = "The value of a template parameter; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--bind", paramLabel = "FILE:P=FILE:ID[.ATTR]", description = "A template parameter is another template's resource, as in consumer.yaml:BrokerArn=broker.yaml:Broker.Arn; may be repeated.")
    private List<String> bindings = new ArrayList<>();

    @Option(names = "--region", paramLabel = "R", description = "The Region that the templates are deployed to.")
    private @Nullable String region;

    @ArgGroup
    private Form form = new Form();

    static final class Form {
        @Option(names = "--json", description = "Print verdicts, findings, fixes and paths as JSON.")
        private boolean json;

        @Option(names = "--mermaid", description = "Print the paths as a Mermaid flowchart.")
        private boolean mermaid;

        @Option(names = "--html", description = "Print a page with a picture of the paths, red where they break.")
        private boolean html;

        @Option(names = "--explain", description = "Print paths and fixes too.")
        private boolean explain;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Command.class.getPackage().getImplementationVersion();
            return new String[]{"reachability " + (version == null ? "(development)" : version)};
        }
    }

    private final PrintStream out;
    private final PrintStream err;

    private final TextStyle style;

    Command(PrintStream out, PrintStream err, TextStyle style) {
        this.out = out;
        this.err = err;
        this.style = style;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false,
                StandardCharsets.UTF_8);
        int status = run(out, System.err, Terminal.style(System.getenv()), arguments);
        out.flush();
        System.exit(status);
    }

    static int run(PrintStream out, PrintStream err, TextStyle style, String... arguments) {
        return new CommandLine(new Command(out, err, style)).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((wrong, given) -> refuse(err, wrong.getMessage() + "; see --help"))
                .setExecutionExceptionHandler((failed, line, parsed) -> refuse(err,
                        failed instanceof UnreadableTemplate
                                ? failed.getMessage()
                                : "the check itself failed (" + failed + "); please report this template"))
                .execute(arguments);
    }

    private static int refuse(PrintStream err, String sentence) {
        err.println("reachability: " + sentence.replaceAll("\\s*\\R\\s*", " "));
        return 2;
    }

    @Override
    public Integer call() {
        Reachability check = Reachability.of(templates.toArray(Path[]::new));
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            check = check.withParameter(parameter.getKey(), parameter.getValue());
        }
        try {
            for (String binding : bindings) {
                check = check.withBinding(binding);
            }
        } catch (IllegalArgumentException wrong) {
            return refuse(err, wrong.getMessage());
        }
        if (check.refusal().isPresent()) {
            return refuse(err, check.refusal().get());
        }
        if (region != null && !region.matches("[a-z]{2,}(-[a-z]+)+-\\d+")) {
            return refuse(err, "--region must be a Region such as eu-central-1 (given " + region + ")");
        }
        List<Verdict> verdicts = (region == null ? check : check.inRegion(region)).verdicts();
        out.print(rendered(verdicts));
        return status(verdicts);
    }

    private String rendered(List<Verdict> verdicts) {
        if (form.json) {
            return JsonReport.of(verdicts);
        }
        if (form.mermaid) {
            return MermaidChart.of(verdicts);
        }
        if (form.html) {
            return HtmlPage.of(verdicts);
        }
        if (verdicts.isEmpty()) {
            return Verdict.NOTHING_TO_JUDGE + "\n";
        }
        List<String> texts = new ArrayList<>();
        verdicts.forEach(verdict -> texts.add(TextReport.of(verdict, form.explain, style)));
        texts.add(Reachability.UNKNOWABLE);
        return String.join("\n", texts) + "\n";
    }

    private static int status(List<Verdict> verdicts) {
        List<Kind> kinds = verdicts.stream().map(Verdict::kind).toList();
        return kinds.contains(Kind.FAILS) ? 1 : kinds.contains(Kind.UNKNOWN) ? 2 : 0;
    }
}
