package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.handlers.Counting;
import io.github.rabbitlambda.local.handlers.TestFunctions;
import io.github.rabbitlambda.local.handlers.Unrunnable;

/** The command of the README as its users see it: its output, its exit status, the messages that stay in the queue. */
class LocalCommandTest extends CommandFixture {
    private static final String UNREACHABLE = "amqp://u:secret@127.0.0.1:1";
    private static final String FUNCTION = "--function %s --handler %s".formatted(TestFunctions.jar(),
            Counting.class.getName());

    @Test
    void demonstratesTheWholePathWithoutAnyOption() throws Exception {
        try (Command demo = Command.run()) {
            assertThat(demo.errors()).isEmpty();
            assertThat(demo.output()).as("no control characters").doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
            assertThat(demo.exitStatus()).isZero();
            assertThat(demo.output()).contains("the embedded broker is Apache Qpid, not RabbitMQ",
                    "1010 sample messages are published",
                    "function  ready in", "FAILED, all of it comes back", "(100 redelivered)",
                    "received 1110 (100 redelivered), acknowledged 1010, failed 100, filtered out 0, dropped 0",
                    "cold start", "slowest invocation");
        }
    }

    @Test
    void demonstratesTheSameWithTheRuntimeClientInPureJava() throws Exception {
        try (Command demo = Command.run("--runtime-client", "plain")) {
            assertThat(demo.exitStatus()).isZero();
            assertThat(demo.output()).contains("driven by a runtime client in pure Java",
                    "acknowledged 1010, failed 100");
        }
    }

    @Test
    @NeedsRabbitMq
    void demonstratesTheSameOnAPrivateRabbitMq() throws Exception {
        try (Command demo = Command.run("--broker", "rabbitmq")) {
            assertThat(demo.exitStatus()).isZero();
            assertThat(demo.output()).contains("quorum queue with a delivery limit and a dead-letter queue",
                    "acknowledged 1010, failed 100");
        }
    }

    @Test
    void explainsEveryOption() throws Exception {
        try (Command help = Command.run("--help")) {
            assertThat(help.exitStatus()).isZero();
            assertThat(help.output()).contains("--broker", "--queue", "--function", "--handler", "--command",
                    "--batch-size", "--batch-window", "--filter",
                    "--env", "--timeout", "--memory", "--once", "--max-messages", "--on-error", "--ca",
                    "--password-env", "--publish", "--content-type", "--header", "--[no-]until-empty",
                    "--[no-]failure-queue",
                    "Exit status:", "14", "10000", "Default:");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            --bogus                                                     | there is no option --bogus
            --batch-window 1m                                           | --batch-window must be a number of seconds, such as 5 (given "1m") (see --help)
            --batch-size 10001                                          | --batch-size must be between 1 and 10000 (given 10001)
            --broker {unreachable} --queue q --function nothing.jar --handler a.B | --function must be a jar or zip file (nothing.jar is not there
            --broker {unreachable} --queue q --function nothing.jar     | --handler must name the class of nothing.jar that handles batches (given: --function alone)
            --broker {unreachable} --queue q                            | --function or --command must be given with a --broker URI (given: neither)
            --broker {unreachable} --queue q --command false            | the function did not start: its process ended with status 1
            --broker {unreachable} --queue q {function}                 | nothing answers at amqp://127.0.0.1:1
            --publish nothing.json                                      | --publish must be a file, - for standard input, or a text (nothing.json looks like a file, and there is none
            --broker {unreachable} --queue q --publish a {function}     | --publish goes with --broker embedded or rabbitmq (given: a URI)
            --header a=1                                                | --content-type and --header may be given with --publish only (given: without it)
            --failure-queue --env AWS_ENDPOINT_URL=x                    | --failure-queue must not be given with --env AWS_ENDPOINT_URL (given: both)
            --brokr amqp://u:secret@127.0.0.1:1                         | there is no option --brokr: did you mean --broker?
            """)
    void refusesWhatCannotWorkInOneSentence(String arguments, String sentence) throws Exception {
        try (Command command = Command
                .run(arguments.replace("{unreachable}", UNREACHABLE).replace("{function}", FUNCTION).split(" "))) {
            assertThat(command.exitStatus()).isEqualTo(2);
            assertThat(command.errors()).startsWith("local: ").contains(sentence).doesNotContain("\tat ")
                    .doesNotContain("secret");
            assertThat(command.errors().lines()).hasSize(1);
            assertThat(command.output()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource({"wrong, /, q, refuses user guest with this password", "guest, nope, q, the virtual host \"nope\"",
            "guest, '', no-such-queue, there is no queue \"no-such-queue\""})
    @NeedsRabbitMq
    void explainsWhatTheBrokerRefuses(String password, String virtualHost, String queue, String sentence)
            throws Exception {
        String broker = "amqp://guest:%s@127.0.0.1:%d/%s".formatted(password, RabbitMq.node().uri().port(),
                virtualHost.replace("/", "%2F"));
        try (Command command = Command
                .run(("--broker %s --queue %s %s".formatted(broker, queue, FUNCTION)).split(" "))) {
            assertThat(command.exitStatus()).isEqualTo(2);
            assertThat(command.errors()).contains(sentence).doesNotContain("\tat ").doesNotContain("wrong@");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NoHandler::handel   | the function did not start: class {} has no public method handel; it has handle(InputStream, OutputStream)
            NoHandler           | the function did not start: class {} is no handler: it must implement RequestStreamHandler
            WithoutSuperclass   | the function did not start: the function's jar lacks {dependency}: put all dependencies into one jar
            ThrowingConstructor | the function did not start: {error}: no database at start, caused by
            """)
    @NeedsRabbitMq
    void saysOnceThatAHandlerCannotRunAndConsumesNothing(String handler, String sentence) throws Exception {
        String queue = queueWith("a", "b", "c");
        String name = Unrunnable.class.getName() + "$" + handler;
        try (Command command = Command.run("--broker", uri(RabbitMq.node()), "--queue", queue, "--function",
                TestFunctions.unshadedJar().toString(), "--handler", name)) {
            assertThat(command.exitStatus()).isEqualTo(2);
            assertThat(command.errors()).startsWith("local: " + sentence.replace("{}", name.split("::")[0])
                    .replace("{dependency}", Unrunnable.Dependency.class.getName())
                    .replace("{error}", IllegalStateException.class.getName()));
            assertThat(command.errors().lines()).hasSize(1);
            // the runtime client may log the error too before its process is ended
            assertThat(command.output().lines().filter(line -> !line.startsWith("          | ")))
                    .as("only what is started, and waited for").hasSize(2);
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(3);
    }

    @Test
    @NeedsRabbitMq
    void takesThePasswordFromTheEnvironmentAndPrintsItNowhere() throws Exception {
        String queue = queueWith("a");
        String[] arguments = arguments(queue, "--once", "--broker",
                "amqp://guest@127.0.0.1:" + RabbitMq.node().uri().port(), "--password-env", "MY_SECRET");
        arguments = Arrays.stream(arguments).filter(argument -> !argument.equals(uri(RabbitMq.node())))
                .toArray(String[]::new);
        arguments = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (Command command = Command.start(Map.of("MY_SECRET", "guest"), arguments)) {
            assertThat(command.exitStatus()).as(command.errors()).isZero();
            assertThat(command.output()).contains("as guest, virtual host /").doesNotContain("guest:guest");
        }
    }

    @Test
    @NeedsRabbitMq
    void drivesAnyOtherRuntimeClient() throws Exception {
        String queue = queueWith("a", "b", "c", "d");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path program = Path.of("src", "test", "resources", "OtherRuntime.java").toAbsolutePath();
        try (Command command = Command.run("--broker", uri(RabbitMq.node()), "--queue", queue, "--command",
                "exec %s %s".formatted(java, program),
                "--batch-size", "2", "--max-messages", "4", "--on-error", "memory")) {
            assertThat(command.exitStatus()).as(command.errors()).isZero();
            assertThat(command.output()).contains("the function failed with Other.Error: the first is refused",
                    "acknowledged 4, failed 2");
        }
    }
}
