package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.handlers.TestFunctions;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import picocli.CommandLine;

class OptionsTest {
    private static final Path SAMPLE = Path.of("sample.jar");
    private static final BrokerUri BROKER = BrokerUri.parse("amqp://u:p@h");

    private static Options options(String arguments) {
        Options options = new Options();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        return options;
    }

    @Test
    void hasLambdasDefaults() {
        MappingSettings settings = options("").settings(BROKER, 7);
        assertThat(settings.batch().size()).isEqualTo(100);
        assertThat(settings.batch().window()).hasMillis(500);
        assertThat(settings.batch().eventBytes()).isEqualTo(6 * 1024 * 1024);
        assertThat(settings.queue().prefetch()).isEqualTo(100);
        assertThat(settings.onError()).isEqualTo(OnError.NACK);
        assertThat(settings.stopAfter()).isEqualTo(7);
        assertThat(options("").isDemo()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--broker embedded --queue q", "--broker rabbitmq"})
    void runsTheSampleOnItsOwnBrokersOnly(String arguments) {
        FunctionSettings function = options(arguments).function(SAMPLE, Map.of());
        assertThat(function.archive()).isEqualTo(SAMPLE);
        assertThat(function.handler()).isEqualTo("io.github.rabbitlambda.examples.SampleListener");
        assertThat(function.client()).isEqualTo(RuntimeClient.ofThisMachine());
    }

    @Test
    void passesTheHandlerToACommandThatAsksForOne() {
        assertThat(options("--command b --handler app.handle").function(SAMPLE, Map.of()).handler())
                .isEqualTo("app.handle");
        FunctionSettings withoutHandler = options("--command b").function(SAMPLE, Map.of());
        assertThat(withoutHandler.handler()).isEmpty();
        assertThat(withoutHandler.archive()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--once", "--on-error memory", "--once --on-error nack",
            "--broker amqps://u:p@h --queue q --ca a.pem", "--broker amqp://u@h --queue q --password-env P",
            "--broker amqp://u:p@h --queue q"})
    void acceptsOptionsThatApply(String arguments) {
        assertThatCode(() -> options(arguments).check()).doesNotThrowAnyException();
    }

    @Test
    void trustsTheGivenCertificates() {
        Options options = options("--broker amqps://u:p@h --queue q --ca a.pem");
        assertThat(options.settings(options.brokerUri(Map.of()), 1).queue().certificateAuthority())
                .isEqualTo(Path.of("a.pem"));
    }

    @Test
    void takesTheGivenOptions() {
        Options options = options(
                "--queue q --batch-size 10000 --batch-window 300 --prefetch 3 --on-error memory --timeout 840 --memory 10240"
                        + " --function a.jar --handler a.B --runtime-client plain --env K=a=b --env E= --env FROM");
        MappingSettings settings = options.settings(BROKER, 1);
        assertThat(settings.queue().queue()).isEqualTo("q");
        assertThat(settings.batch().window()).isEqualTo(Duration.ofSeconds(300));
        assertThat(settings.queue().prefetch()).isEqualTo(3);
        assertThat(settings.onError()).isEqualTo(OnError.MEMORY);
        assertThat(settings.once()).isFalse();
        FunctionSettings function = options.function(SAMPLE, Map.of("FROM", "here"));
        assertThat(function.archive()).isEqualTo(Path.of("a.jar"));
        assertThat(function.handler()).isEqualTo("a.B");
        assertThat(function.client()).isEqualTo(RuntimeClient.PLAIN);
        assertThat(function.environment()).containsExactly(Map.entry("K", "a=b"), Map.entry("E", ""),
                Map.entry("FROM", "here"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            --batch-size 0                | --batch-size must be between 1 and 10000 (given 0)
            --batch-window 301            | --batch-window must be between 0 and 300 seconds (given 301)
            --batch-window -1             | --batch-window must be between 0 and 300 seconds (given -1)
            --prefetch 0                  | --prefetch must be between 1 and 65535 (given 0)
            --prefetch 65536              | --prefetch must be between 1 and 65535 (given 65536)
            --max-messages 0              | --max-messages must be at least 1 (given 0)
            --batch-size 10001            | --batch-size must be between 1 and 10000 (given 10001)
            --filter {                    | --filter must be an event pattern
            --filter {} --filter {} --filter {} --filter {} --filter {} --filter {} --filter {} --filter {} --filter {} --filter {} --filter {} | --filter may be given at most 10 times (given 11)
            --queue=                      | --queue must name a queue (given "")
            --ca a.pem                    | --ca goes with amqps:// (given: amqp://)
            --broker amqp://u:p@h --ca a.pem | --ca goes with amqps:// (given: amqp://)
            --password-env P              | --password-env goes with a --broker URI without a password (given: embedded)
            --broker rabbitmq --password-env P | --password-env goes with a --broker URI without a password (given: rabbitmq)
            --broker amqp://u:p@h --password-env P | --password-env goes with a --broker URI without a password (given: a URI with a password)
            --handler a.B --function missing.jar | --function must be a jar or zip file (missing.jar is not there: build it first
            --handler a.B --function src  | --function must be a jar or zip file (src is a directory: pack it first
            --handler a.B --function pom.xml | --function must be a jar or zip file (pom.xml is no jar: zip END header not found)
            --handler a.B --function=     | --function must be a jar or zip file (given "")
            --once --on-error memory      | --on-error memory must not be given with --once (given: both), because one batch is not retried
            """)
    void refusesSettingsOutOfTheirRange(String arguments, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> options(arguments).check())
                .withMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            --timeout 841                 | --timeout must be between 1 and 840 seconds (given 841)
            --memory 64                   | --memory must be between 128 and 10240 MB (given 64)
            --timeout 0                   | --timeout must be between 1 and 840 seconds (given 0)
            --memory 10241                | --memory must be between 128 and 10240 MB (given 10241)
            --env =x                      | --env must be NAME=value
            --env NOT_SET                 | --env must be NAME=value, or the name of a variable that is set (given "NOT_SET")
            --function a.jar --command b  | either --function or --command must be given (given: both)
            --function a.jar              | --handler must name the class of a.jar that handles batches (given: --function alone), because nothing else says which class it is
            --handler a.B                 | --handler must be given with --function (given: --handler alone), because the class is looked for in your jar
            --command b --runtime-client plain | --runtime-client must not be given with --command (given: both), because the command is a runtime client itself
            --broker amqp://u:p@h --queue q | --function or --command must be given with a --broker URI (given: neither), because the sample would acknowledge the messages of that broker
            """)
    void refusesFunctionsThatCannotRun(String arguments, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> options(arguments).function(SAMPLE, Map.of()))
                .withMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            --broker amqp://u:secret@h              | --queue must name the queue to consume
            --broker ftp://u:secret@h --queue q     | --broker must be amqp://user:password@host:port/virtual-host or amqps://…, "embedded" or "rabbitmq" (its scheme is "ftp")
            --broker amqp://u:secret@h:0 --queue q  | the port in --broker must be between 1 and 65535 (given 0)
            --broker amqp://u@h --queue q           | --broker must have a password, or BROKER_PASSWORD must be set
            --broker amqp://u@h --queue q --password-env P | --broker must have a password, or P must be set
            """)
    void refusesBrokersThatCannotBeReached(String arguments, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> options(arguments).brokerUri(Map.of()))
                .withMessageStartingWith(sentence).withMessageNotContaining("secret");
    }

    @Test
    void acceptsAWindowOfZero() {
        assertThat(options("--batch-window 0").settings(BROKER, 1).batch().window()).isZero();
    }

    @Test
    void takesThePasswordFromTheEnvironmentWhereTheUriHasNone() {
        assertThat(options("--broker amqp://u@h --queue q").brokerUri(Map.of("BROKER_PASSWORD", "x")).password())
                .isEqualTo("x");
        assertThat(options("--broker amqp://u:y@h --queue q").brokerUri(Map.of("BROKER_PASSWORD", "x")).password())
                .isEqualTo("y");
    }

    @Test
    void refusesTextThatIsNoNumber() {
        assertThatExceptionOfType(CommandLine.ParameterException.class).isThrownBy(() -> options("--batch-size many"))
                .withMessageContaining("'many' is not an int");
    }

    @Test
    void namesTheOptionOfEnvironmentVariablesThatAreTooLarge() {
        String large = "--env A=" + "x".repeat(4096);
        assertThatIllegalArgumentException().isThrownBy(() -> options(large + " --queue q").function(SAMPLE, Map.of()))
                .withMessage(
                        "--env must have at most 4096 bytes in all, names and values (given 4097): Lambda's limit");
        String largest = "--env A=" + "x".repeat(4095);
        assertThat(options(largest + " --queue q").function(SAMPLE, Map.of()).environment()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                      | true  | 0 | false | false
            --broker rabbitmq                       | true  | 0 | false | false
            --broker rabbitmq --failure-queue       | true  | 0 | true  | false
            --queue q                               | false | 1 | true  | false
            --function a.jar --handler b.C          | false | 1 | true  | false
            --command c                             | false | 1 | true  | false
            --publish a                             | false | 1 | true  | true
            --publish a --no-failure-queue          | false | 1 | false | true
            --publish a --no-until-empty            | false | 1 | true  | false
            --publish a --once                      | false | 1 | true  | false
            --publish a --max-messages 3            | false | 1 | true  | false
            --publish a --once --until-empty        | false | 1 | true  | true
            --until-empty                           | true  | 0 | false | true
            --publish a --env AWS_ENDPOINT_URL=x    | false | 1 | false | true
            --publish a --env LISTENER_FAILURE_QUEUE_URL= | false | 1 | false | true
            --publish a --env AWS_PROFILE=x         | false | 1 | true  | true
            --broker amqp://h --queue q --command c                   | false | ~~ | false | false
            --broker amqp://h --queue q --command c --failure-queue   | false | ~~ | true | false
            --broker amqp://h --queue q --command c --until-empty     | false | ~~ | false | true
            """)
    void triesOnesOwnFunctionWithoutHarm(String arguments, boolean isDemo, String hold, boolean catchesParked,
            boolean untilEmpty) {
        Options options = options(arguments.replace("a.jar", TestFunctions.jar().toString()));
        options.check();
        assertThat(options.isDemo()).isEqualTo(isDemo);
        assertThat(options.defaultVariables().getOrDefault("LISTENER_OUTAGE_HOLD", "")).isEqualTo(hold);
        assertThat(options.catchesParked(options.function(SAMPLE, Map.of()).environment())).isEqualTo(catchesParked);
        assertThat(options.settings(BROKER, 1).untilEmpty()).isEqualTo(untilEmpty);
    }

    @Test
    void refusesToPublishToABrokerThatOthersMayUse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options("--broker amqps://u:secret@h --queue q --publish a").check()).withMessage(
                        "--publish goes with --broker embedded or rabbitmq (given: a URI), because others may use that broker: publish with a client of your own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LISTENER_FAILURE_QUEUE_URL", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL"})
    void refusesAFailureQueueThatTheFunctionWouldNotUse(String variable) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options("--failure-queue").catchesParked(Map.of(variable, "x")))
                .withMessage(
                        "--failure-queue must not be given with --env %s (given: both), because the function would park there",
                        variable);
    }

    @Test
    void namesTheOptionOfAMessageThatCannotBePublished() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options("--publish a.json").firstTry.messages(InputStream.nullInputStream()))
                .withMessageStartingWith(
                        "--publish must be a file, - for standard input, or a text (a.json looks like");
        assertThat(options("--publish a --publish b --content-type c/d --header e=1").firstTry
                .messages(InputStream.nullInputStream())).hasSize(2);
    }
}
