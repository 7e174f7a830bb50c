package io.github.rabbitlambda.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.local.handlers.TestFunctions;
import io.github.rabbitlambda.local.handlers.Unrunnable;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.validation.FunctionArchive;

/** The function's process refuses a handler that can't run before it asks for an invocation, with both clients. */
@Timeout(180)
class HandlerCheckTest {
    private static final String LACKS_DEPENDENCY = "the function's jar lacks io.github.rabbitlambda.local.handlers.Unrunnable$Dependency: put all dependencies into one jar, for example with maven-shade-plugin";

    private final List<String> printed = new CopyOnWriteArrayList<>();

    static Stream<Arguments> unrunnableHandlers() {
        List<Arguments> problems = List.of(
                Arguments.of("NoHandler",
                        "class {} is no handler: it must implement RequestStreamHandler or RequestHandler, or the handler must name one of its methods ({}::method)"),
                Arguments.of("NoHandler::handel",
                        "class {} has no public method handel; it has handle(InputStream, OutputStream), handleStatically(InputStream), handleTooMuch(InputStream, OutputStream, Context, String)"),
                Arguments.of("NoHandler::",
                        "class {} has no public method without a name; it has handle(InputStream, OutputStream), handleStatically(InputStream), handleTooMuch(InputStream, OutputStream, Context, String)"),
                Arguments.of("NoHandler::handleTooMuch",
                        "method handleTooMuch of class {} has more than 3 parameters: Lambda calls none such"),
                Arguments.of("NoHandler::handle",
                        "class {} has no public constructor without parameters: Lambda needs one"),
                Arguments.of("Fine::handel", "leave ::handel out: the class is a handler itself"),
                Arguments.of("Fine::handle", "leave ::handle out: the class is a handler itself"),
                Arguments.of("RawHandler::handle", "leave ::handle out: the class is a handler itself"),
                Arguments.of("Abstract", "class {} is abstract: the handler must name a class that can be constructed"),
                Arguments.of("WithoutPublicConstructor",
                        "class {} has no public constructor without parameters: Lambda needs one"),
                Arguments.of("WithParameter",
                        "class {} has no public constructor without parameters: Lambda needs one"),
                Arguments.of("Inner", "class {} is an inner class: make it static"),
                Arguments.of("NotPublic", "class {} is not public: Lambda constructs public classes only"),
                Arguments.of("WithoutSuperclass", LACKS_DEPENDENCY),
                Arguments.of("WithoutParameterType", LACKS_DEPENDENCY),
                Arguments.of("WithoutFieldType", LACKS_DEPENDENCY),
                Arguments.of("NeedsClassInConstructor", LACKS_DEPENDENCY));
        return Arrays.stream(RuntimeClient.values()).flatMap(client -> problems.stream()
                .map(problem -> Arguments.of(client, problem.get()[0], problem.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("unrunnableHandlers")
    void refusesAHandlerBeforeItsFirstInvocation(RuntimeClient client, String handler, String problem)
            throws InterruptedException {
        String name = Unrunnable.class.getName() + "$" + handler.replaceAll("::.*", "");
        try (LambdaFunction function = function(client, handler)) {
            assertThat(function.start().sentence())
                    .isEqualTo("the function did not start: " + problem.replace("{}", name));
        }
    }

    /** Synthesis reads class files and refuses with the same sentence. */
    @ParameterizedTest
    @MethodSource("unrunnableHandlers")
    void saysWhatTheClassFilesSay(RuntimeClient client, String handler, String problem) {
        assumeThat(handler).isNotEqualTo("NeedsClassInConstructor");
        String name = Unrunnable.class.getName() + "$" + handler.replaceAll("::.*", "");
        assertThat(FunctionArchive.of(TestFunctions.unshadedJar())
                .problems(Unrunnable.class.getName() + "$" + handler, Runtime.version().feature()))
                .containsExactly(problem.replace("{}", name));
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void saysOnceWhyAConstructorFails(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client, "ThrowingConstructor")) {
            assertThat(function.start().sentence()).matches(
                    "the function did not start: java\\.lang\\.IllegalStateException: no database at start, caused by java\\.io\\.IOException: port 5432 is closed "
                            + "\\(at io\\.github\\.rabbitlambda\\.local\\.handlers\\.Unrunnable\\$ThrowingConstructor\\.<init>\\(Unrunnable\\.java:\\d+\\)\\)");
        }
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void saysWhyAStaticInitialiserFails(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client, "ThrowingInitialiser")) {
            assertThat(function.start().sentence())
                    .startsWith("the function did not start: java.lang.ExceptionInInitializerError: ")
                    .contains("caused by java.lang.NumberFormatException: For input string: \"many\" (at io.github.");
        }
    }

    @ParameterizedTest
    @MethodSource("handlersThatCanRun")
    void startsAHandlerThatCanRun(RuntimeClient client, String handler) throws InterruptedException {
        try (LambdaFunction function = function(client, handler)) {
            assertThat(function.start()).isNull();
            assertThat(invoke(function)).isInstanceOf(Outcome.Succeeded.class);
        }
    }

    static Stream<Arguments> handlersThatCanRun() {
        return Stream.of(Arguments.of(RuntimeClient.NATIVE, "Fine"), Arguments.of(RuntimeClient.PLAIN, "Fine"),
                Arguments.of(RuntimeClient.NATIVE, "Fine::handleRequest"),
                Arguments.of(RuntimeClient.PLAIN, "Fine::handleRequest"),
                Arguments.of(RuntimeClient.NATIVE, "NoHandler::handleStatically"));
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void namesAClassThatOnlyTheInvocationNeeds(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client, "NeedsClassInInvocation")) {
            assertThat(function.start()).isNull();
            assertThat(invoke(function)).isInstanceOfSatisfying(Outcome.Failed.class,
                    failed -> assertThat(failed.startProblem()).contains(LACKS_DEPENDENCY));
        }
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void namesAClassThatTheStaticInitialiserNeeds(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client, "NeedsClassInInitialiser")) {
            Outcome.InitFailed failure = function.start();
            // Lambda's client reports it with the first invocation
            String sentence = failure != null
                    ? failure.sentence()
                    : ((Outcome.Failed) invoke(function)).startProblem().orElseThrow();
            assertThat(sentence).endsWith(LACKS_DEPENDENCY);
        }
    }

    private LambdaFunction function(RuntimeClient client, String handler) {
        return new LambdaFunction(TestFunctions.unshaded(handler, client), printed::add);
    }

    private static Outcome invoke(LambdaFunction function) throws InterruptedException {
        return function.invoke("{}".getBytes(StandardCharsets.UTF_8));
    }
}
