package io.github.rabbitlambda.function;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.github.rabbitlambda.function";
    private static final String MESSAGE = ROOT + ".message";
    private static final String TESTING = ROOT + ".testing";
    private static final int MAX_FILES_IN_A_PACKAGE = 45;

    /** Users compile against these: a change can break their code. */
    private static final Set<String> API = Set.of("BatchFailedException", "MessageHandler", "ModelEvent",
            "OutageException", "RabbitMqListener", "SettingException", "message.Batch", "message.Body",
            "message.BodyException", "message.Delivery", "message.HeaderValue", "message.Headers",
            "message.InvalidEventException", "message.Message", "message.MessageProperties", "message.Queue",
            "message.TraceContext", "message.UndecodableRecord", "testing.BatchOutcome",
            "testing.ListenerUnderTest", "testing.TestContext", "testing.TestMessage");
    /** Public only because another package, or the constructs, need it. */
    private static final Set<String> SHARED_BETWEEN_PACKAGES = Set.of("JsonText", "Settings", "TrialRun",
            "message.RawJson",
            "environment.ExecutionEnvironment", "environment.MessageMarks", "environment.ProcessEnd",
            "environment.ReusedThread", "environment.Suspicion");

    private static final Set<String> USERS_OF_THE_AWS_SDK = Set.of("AwsClients", "AwsParking", "DynamoDbLedger",
            "FailureBucket", "FailureQueue", "LazyLedger", "LazyParking", "BucketClient");

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("io.github.rabbitlambda.(**)").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule messagesDependOnTheJdkOnly = classes().that().resideInAPackage(MESSAGE).should()
            .onlyDependOnClassesThat().resideInAnyPackage(MESSAGE, "java..", "org.jspecify.annotations");

    /** So that a cold start loads nothing of it. */
    @ArchTest
    static final ArchRule nothingThatLambdaRunsNeedsThePackageForTests = noClasses().that()
            .resideOutsideOfPackage(TESTING).and().doNotHaveSimpleName("TrialRun").should()
            .dependOnClassesThat().resideInAPackage(TESTING).orShould()
            .dependOnClassesThat().haveSimpleName("TrialRun");

    @ArchTest
    static final ArchRule onlyTheAdapterNeedsTheEventClasses = noClasses().that().doNotHaveFullyQualifiedName(
            ROOT + ".ModelEvent").should().dependOnClassesThat().resideInAPackage(
                    "com.amazonaws.services.lambda.runtime.events..");

    @ArchTest
    static final ArchRule onlyParkingAndLedgerUseTheAwsSdk = noClasses()
            .that(DescribedPredicate.describe("use no AWS SDK",
                    type -> !USERS_OF_THE_AWS_SDK.contains(type.getSimpleName())))
            .should().dependOnClassesThat().resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule dependsOnNoOtherModule = classes().should().onlyDependOnClassesThat().resideInAnyPackage(
            ROOT + "..", "java..", "org.jspecify.annotations", "com.amazonaws.services.lambda.runtime..",
            "software.amazon.awssdk..");

    /** A jar that holds the library must hold no handler but its user's, which could acknowledge messages unasked. */
    @ArchTest
    static final ArchRule noTypeIsAFunctionByItself = noClasses()
            .that(DescribedPredicate.describe("are not abstract",
                    type -> !type.getModifiers().contains(JavaModifier.ABSTRACT)))
            .should().beAssignableTo(RequestStreamHandler.class).orShould().beAssignableTo(RequestHandler.class);

    @ArchTest
    static void onlyTheseTypesArePublic(JavaClasses classes) {
        assertThat(topLevel(classes).filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getName().substring(ROOT.length() + 1)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(API, SHARED_BETWEEN_PACKAGES)
                        .flatMap(Set::stream).toList());
    }

    @ArchTest
    static void noPackageHasTooManyFiles(JavaClasses classes) {
        Map<String, Long> files = topLevel(classes)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(files).hasSize(4);
        assertThat(files.values()).allMatch(count -> count <= MAX_FILES_IN_A_PACKAGE);
    }

    private static Stream<JavaClass> topLevel(JavaClasses classes) {
        return classes.stream().filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }
}
