package io.github.rabbitlambda.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.doctor.reader.AccountReader;
import io.github.rabbitlambda.doctor.reader.Progress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the command line says, and which of it makes no sense together. */
final class Options {
    private static final String SUBJECTS = "a mapping's UUID, a function's name or ARN, or a broker's id, name or ARN";

    @Parameters(arity = "0..1", paramLabel = "SUBJECT", description = "A mapping's UUID, a function's name or ARN, or a broker's id, name or ARN.")
    @Nullable
    String subject;

    @Option(names = "--region", paramLabel = "R", description = "The Region to ask, unless the subject's ARN says it.")
    private @Nullable String region;

    @Option(names = "--profile", paramLabel = "P", description = "The profile of the AWS CLI to log in with.")
    @Nullable
    String profile;

    @Option(names = "--check-secret", description = "Also read the secret's value, to say whether Lambda can use it. The value is neither printed nor saved.")
    boolean checkSecret;

    @Option(names = "--save", paramLabel = "FILE", description = "Save what the account answered over what the file held, to judge it with --from. It holds no secret's value.")
    @Nullable
    Path save;

    @Option(names = "--mask-account", description = "Save without the real ids of accounts.")
    boolean maskAccount;

    @Option(names = "--from", paramLabel = "FILE", description = "Judge what --save has saved, instead of asking an account.")
    @Nullable
    Path from;

    @Option(names = "--policy", description = "Print the IAM policy that the calls need, and ask nothing.")
    boolean policy;

    @ArgGroup
    Form form = new Form();

    /** How the result is printed. */
    static final class Form {
        @Option(names = "--json", description = "Print everything as JSON.")
        boolean json;

        @Option(names = "--mermaid", description = "Print the paths as a Mermaid flowchart.")
        boolean mermaid;

        @Option(names = "--explain", description = "Print the paths and the latest metrics too.")
        boolean explain;

        @Option(names = "--template", description = "Print the live state as a CloudFormation template.")
        boolean template;

        private boolean isGiven() {
            return json || mermaid || explain || template;
        }
    }

    AccountReader configured(AccountReader reader, Progress progress) {
        AccountReader configured = (checkSecret ? reader.checkingSecret() : reader).reporting(progress);
        if (profile != null) {
            configured = configured.withProfile(profile);
        }
        return region == null ? configured : configured.inRegion(region);
    }

    /** What the user has to change; empty if everything makes sense. */
    Optional<String> refusal() {
        boolean asks = region != null || profile != null;
        return Stream.of(
                refusedIf(policy && (subject != null || asks || save != null || from != null || form.isGiven()),
                        "--policy asks and prints nothing else; give at most --check-secret with it"),
                refusedIf(from != null && (asks || checkSecret),
                        "--from asks no account; leave out --region, --profile and --check-secret"),
                refusedIf(maskAccount && save == null, "--mask-account is for the file of --save; give --save too"),
                refusedIf(from != null && save != null && !maskAccount,
                        "--save would copy the file of --from; give --mask-account too, or leave it out"),
                refusedIf(subject == null && from == null && !policy, "the subject is missing; give " + SUBJECTS),
                refusedIf(region != null && !region.matches("[a-z]{2,}(-[a-z]+)+-\\d+"),
                        "--region must be a Region such as eu-central-1 (given " + region + ")"),
                refusedIf(save != null && !canBeWritten(save),
                        "--save must be a file in an existing directory (given " + save + ")"))
                .flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> refusedIf(boolean wrong, String sentence) {
        return wrong ? Optional.of(sentence) : Optional.empty();
    }

    private static boolean canBeWritten(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory != null && Files.isDirectory(directory) && !Files.isDirectory(file);
    }
}
