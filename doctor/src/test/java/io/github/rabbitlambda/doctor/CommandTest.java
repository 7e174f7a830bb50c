package io.github.rabbitlambda.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.rabbitlambda.doctor.reader.AccountReader;
import io.github.rabbitlambda.doctor.reader.FakeAccount;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.doctor.snapshot.SnapshotFile;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

class CommandTest {
    private static final String HEALTHY_FILE = "src/test/resources/snapshots/healthy.json";
    private static final Snapshot HEALTHY = SnapshotFile.read(Path.of(HEALTHY_FILE));
    private static final String UUID = HEALTHY.subject();

    @TempDir
    private Path directory;

    record Run(int status, String out, String err) {}

    private static Run run(AccountReader reader, boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Command.run(
                new Command.Surroundings(reader, new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8), TextStyle.PLAIN, terminal),
                arguments);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Nothing but the arguments is looked at: no account is there. */
    private static Run run(String... arguments) {
        try (FakeAccount account = FakeAccount.serving(HEALTHY)) {
            return run(account.reader(), false, arguments);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                  | the subject is missing; give a mapping's UUID, a function's name or ARN, or a broker's id, name or ARN
            two subjects                        | Unmatched argument at index 1: 'subjects'; see --help
            orders --nonsense                   | Unknown option: '--nonsense'; see --help
            orders --json --mermaid             | Error: --json, --mermaid are mutually exclusive (specify only one); see --help
            orders --region                     | Missing required parameter for option '--region' (R); see --help
            orders --region eu-central          | --region must be a Region such as eu-central-1 (given eu-central)
            orders --region Frankfurt           | --region must be a Region such as eu-central-1 (given Frankfurt)
            orders --mask-account               | --mask-account is for the file of --save; give --save too
            orders --save missing/x.json        | --save must be a file in an existing directory (given missing/x.json)
            orders --save target                | --save must be a file in an existing directory (given target)
            orders --policy                     | --policy asks and prints nothing else; give at most --check-secret with it
            --policy --json                     | --policy asks and prints nothing else; give at most --check-secret with it
            --policy --region eu-central-1      | --policy asks and prints nothing else; give at most --check-secret with it
            --policy --save x.json              | --policy asks and prints nothing else; give at most --check-secret with it
            --policy --from x.json              | --policy asks and prints nothing else; give at most --check-secret with it
            --from x.json --region eu-central-1 | --from asks no account; leave out --region, --profile and --check-secret
            --from x.json --profile me          | --from asks no account; leave out --region, --profile and --check-secret
            --from x.json --check-secret        | --from asks no account; leave out --region, --profile and --check-secret
            --from x.json --save y.json         | --save would copy the file of --from; give --mask-account too, or leave it out
            --from missing.json                 | the snapshot missing.json can't be read; give a file that --save has written
            --from pom.xml                      | pom.xml must be a snapshot as JSON (it is cut off or was changed by hand); take it again with --save
            a/b                                 | the subject must be a mapping's UUID, a function's name or ARN, or a broker's id, name or ARN (given a/b)
            """)
    void refusesInOneSentence(String arguments, String sentence) {
        Run run = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.err()).isEqualTo("doctor: " + sentence + System.lineSeparator());
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "us-gov-west-1", "us-isob-east-1", "eusc-de-east-1"})
    void takesTheRegionsOfAllPartitions(String region) {
        assertThat(run("a/b", "--region", region).err()).contains("the subject must be a mapping's UUID");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "Region":"eu-central-1",                     | ''                                            | its member Region is missing or of another type; take it again
            "Subject":"orders"                           | "Subject":7                                   | its member Subject is missing or of another type; take it again
            "Answers":                                   | "Answer":                                     | its member Answers is missing or of another type; take it again
            "Answers":[                                  | "Answers":{"a":                               | must be a snapshot as JSON (it is cut off or was changed by hand); take it again with --save
            "Output":{}                                  | "Output":"none"                               | its member Output is missing or of another type; take it again
            ,"Output":{}                                 | ''                                            | its member Output is missing or of another type; take it again
            "Call":"mq:ListBrokers"                      | "Call":"s3:ListBuckets"                       | must hold calls that this release of the doctor makes (given s3:ListBuckets); judge it with the release that saved it, or take it again
            "Call":"mq:ListBrokers",                     | ''                                            | its member Call is missing or of another type; take it again
            "Taken":"2026-11-27T12:00:00Z"               | "Taken":"yesterday"                           | must be a snapshot as JSON (it is cut off or was changed by hand); take it again with --save
            "Format":"rabbitlambda-snapshot/1"           | "Format":"rabbitlambda-snapshot/2"            | must be a snapshot of the format rabbitlambda-snapshot/1 (given rabbitlambda-snapshot/2); give a file that --save has written
            """)
    void refusesAFileThatSaveHasNotWritten(String part, String replacement, String sentence) throws IOException {
        String whole = "{\"Format\":\"rabbitlambda-snapshot/1\",\"Taken\":\"2026-11-27T12:00:00Z\",\"Region\":\"eu-central-1\","
                + "\"Subject\":\"orders\",\"Answers\":[{\"Call\":\"mq:ListBrokers\",\"Input\":{},\"Output\":{}}]}";
        Path file = Files.writeString(directory.resolve("damaged.json"), whole.replace(part, replacement));
        assertThat(whole).contains(part);

        Run run = run("--from", file.toString());

        assertThat(run.err()).startsWith("doctor: " + file + " must ").endsWith(sentence + System.lineSeparator());
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void refusesASubjectThatIsNotThatOfTheSnapshot() {
        Run run = run("another", "--from", HEALTHY_FILE);

        assertThat(run.err()).isEqualTo("doctor: the subject must be that of the snapshot, " + UUID
                + " (given another); leave it out" + System.lineSeparator());
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void refusesARegionThatContradictsTheArn() {
        Run run = run("arn:aws:lambda:eu-central-1:123456789012:function:f", "--region", "us-west-2");

        assertThat(run.err())
                .startsWith("doctor: --region must be the Region of the subject, eu-central-1 (given us-west-2)");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void judgesASavedSnapshotAsItJudgesTheAccount() throws IOException {
        Path file = directory.resolve("kept.json");
        Run asked = run(UUID, "--save", file.toString());
        Run kept = run("--from", file.toString());

        assertThat(kept).isEqualTo(asked);
        assertThat(asked.err()).isEmpty();
        assertThat(asked.status()).isZero();
        assertThat(Files.readString(file)).isEqualTo(SnapshotFile.text(HEALTHY));
        assertThat(run(UUID, "--from", file.toString())).isEqualTo(kept);
    }

    @Test
    void savesWithoutTheIdsOfAccounts() throws IOException {
        Path file = directory.resolve("masked.json");
        run(UUID, "--save", file.toString(), "--mask-account");

        assertThat(Files.readString(file)).isEqualTo(SnapshotFile.text(SnapshotFile.masked(HEALTHY)));
        assertThat(run("--from", file.toString()).out())
                .isEqualTo(run("--from", HEALTHY_FILE).out().replace("123456789012", "111122223333"));
    }

    @Test
    void masksASavedSnapshot() throws IOException {
        Path file = directory.resolve("masked.json");
        run("--from", HEALTHY_FILE, "--save", file.toString(), "--mask-account");

        assertThat(Files.readString(file)).isEqualTo(SnapshotFile.text(SnapshotFile.masked(HEALTHY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--json", "--explain", "--mermaid", "--template"})
    void printsAndKeepsNothingOfTheSecret(String form) throws IOException {
        Path file = directory.resolve("kept.json");
        String[] arguments = (UUID + " --check-secret --save " + file + " " + form).split(" ");
        try (FakeAccount account = FakeAccount.serving(HEALTHY)
                .withSecret("{\"username\":\"u\",\"password\":\"hunter2\"")) {
            Run run = run(account.reader(), true, arguments);

            assertThat(run.toString()).doesNotContain("hunter2");
            assertThat(Files.readString(file)).contains("secretsmanager:GetSecretValue").doesNotContain("hunter2");
        }
    }

    @Test
    void exitsWithACauseIfOneIsFound() throws IOException {
        String disabled = Files.readString(Path.of(HEALTHY_FILE)).replace("\"Enabled\"", "\"Disabled\"");
        Path file = Files.writeString(directory.resolve("disabled.json"), disabled);
        Run run = run("--from", file.toString());

        assertThat(run.out()).contains("CAUSE: Mapping " + UUID + " is Disabled");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void printsTheFormThatIsAskedFor() throws IOException {
        String plain = run("--from", HEALTHY_FILE).out();

        assertThat(plain).startsWith("Mapping " + UUID + ": Enabled");
        assertThat(run("--from", HEALTHY_FILE, "--explain").out()).hasSizeGreaterThan(plain.length())
                .startsWith("Mapping " + UUID + ": Enabled");
        assertThat(run("--from", HEALTHY_FILE, "--mermaid").out()).startsWith("flowchart LR\n");
        assertThat(new ObjectMapper().readTree(run("--from", HEALTHY_FILE, "--json").out()).toString()).contains(UUID);
    }

    @Test
    void exitsWithUnknownWhereSomethingMayNotBeRead() {
        try (FakeAccount account = FakeAccount.serving(HEALTHY)
                .denying(Call.GET_ROLE)) {
            assertThat(run(account.reader(), false, UUID).status()).isEqualTo(2);
        }
    }

    @Test
    void showsProgressOnATerminalOnly() {
        try (FakeAccount account = FakeAccount.serving(HEALTHY)) {
            int calls = HEALTHY.answers().size();

            assertThat(run(account.reader(), true, UUID).err())
                    .contains("\rasking eu-central-1: " + calls + " of " + calls + " calls").endsWith("\r")
                    .doesNotContain("\u001B");
            assertThat(run(account.reader(), false, UUID).err()).isEmpty();
        }
    }

    @Test
    void clearsProgressBeforeASentence() {
        try (FakeAccount account = FakeAccount.serving(HEALTHY)) {
            Run run = run(account.reader(), true, UUID.replace('5', '6'));

            assertThat(run.err()).contains(" \rdoctor: there is no mapping " + UUID.replace('5', '6')
                    + " in eu-central-1; is it in another Region or account? give --profile, and --region if the subject is no ARN");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void printsThePolicy() {
        assertThat(run("--policy").out()).contains("\"lambda:GetEventSourceMapping\"")
                .doesNotContain("GetSecretValue");
        assertThat(run("--policy", "--check-secret").out()).contains("\"secretsmanager:GetSecretValue\"");
        assertThat(run("--policy").status()).isZero();
    }

    @Test
    void printsTheLiveStateAsATemplate() {
        Run run = run(UUID, "--template");

        assertThat(run.out()).startsWith("{").contains("\"AWS::Lambda::EventSourceMapping\"",
                "\"AWS::AmazonMQ::Broker\"");
        assertThat(run.status()).isZero();
    }

    @Test
    void explainsItself() {
        Run help = run("--help");

        assertThat(help.out()).startsWith("Usage: doctor ").contains("--save",
                "Exit status: 0 nothing wrong was found");
        assertThat(help.status()).isZero();
        assertThat(run("--version").out()).isEqualToIgnoringNewLines("doctor (development)");
    }
}
