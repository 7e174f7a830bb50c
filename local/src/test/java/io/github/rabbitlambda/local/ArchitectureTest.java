package io.github.rabbitlambda.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.github.rabbitlambda.local";
    private static final int MOST_FILES_OF_A_ROOM = 45;

    /** Java starts these by their names. */
    private static final Set<String> STARTED_BY_NAME = Set.of("Main", "invoke.CheckedRuntimeClient",
            "invoke.PlainRuntimeClient");
    /** What a program needs to run a mapping itself, as the acceptance tests and the benchmark do. */
    private static final Set<String> API = Set.of("EndReason", "LocalEventSource", "MappingSettings", "Report",
            "broker.BrokerUri", "broker.EmbeddedBroker", "broker.NodeCertificates", "broker.RabbitMqNode",
            "invoke.FunctionSettings",
            "invoke.LambdaFunction", "invoke.Outcome", "queue.Batch", "queue.BatchSettings", "queue.Batcher",
            "queue.CannotConsume", "queue.Filters", "queue.MappingEvents", "queue.QueueSettings",
            "queue.UnreadableMessage");
    /** Public only because another room or another module's tests need them. */
    private static final Set<String> SHARED_BETWEEN_ROOMS = Set.of("invoke.Seconds", "parking.FailureQueue",
            "parking.ParkedMessage", "process.Directories", "process.Leftovers", "process.Session", "process.Signals",
            "process.WorkingDirectory", "publish.OwnMessages", "publish.Publication", "queue.Backoff",
            "queue.Connections");

    @ArchTest
    static final ArchRule roomsFormNoCycle = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsDoNotKnowTheCommandAboveThem = noClasses().that().resideInAPackage(ROOT + ".*..")
            .should().dependOnClassesThat().resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule processKnowsNoOtherRoom = classes().that().resideInAPackage(ROOT + ".process").should()
            .onlyDependOnClassesThat().resideInAnyPackage(ROOT + ".process", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule brokerKnowsOnlyProcess = noClasses().that().resideInAPackage(ROOT + ".broker").should()
            .dependOnClassesThat().resideInAnyPackage(ROOT + ".invoke", ROOT + ".queue");

    @ArchTest
    static final ArchRule invokeKnowsOnlyProcess = noClasses().that().resideInAPackage(ROOT + ".invoke").should()
            .dependOnClassesThat().resideInAnyPackage(ROOT + ".broker", ROOT + ".queue");

    @ArchTest
    static final ArchRule queueKnowsOnlyBroker = noClasses().that().resideInAPackage(ROOT + ".queue").should()
            .dependOnClassesThat().resideInAnyPackage(ROOT + ".invoke", ROOT + ".process");

    @ArchTest
    static final ArchRule publishKnowsNoOtherRoom = noClasses().that().resideInAPackage(ROOT + ".publish").should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".broker", ROOT + ".invoke", ROOT + ".parking", ROOT + ".queue");

    @ArchTest
    static final ArchRule parkingKnowsNoOtherRoom = noClasses().that().resideInAPackage(ROOT + ".parking").should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".broker", ROOT + ".invoke", ROOT + ".publish", ROOT + ".queue");

    @ArchTest
    static final ArchRule onlyParkingKnowsElasticMq = noClasses().that().resideOutsideOfPackage(ROOT + ".parking")
            .should().dependOnClassesThat().resideInAnyPackage("org.elasticmq..", "org.apache.pekko..", "scala..");

    @ArchTest
    static final ArchRule knowsNoOtherModuleButValidation = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.rabbitlambda.function..", "io.github.rabbitlambda.infra..",
                    "io.github.rabbitlambda.operations..", "io.github.rabbitlambda.reachability..");

    @ArchTest
    static final ArchRule runtimeClientsNeedOnlyTheRuntimesJars = noClasses().that()
            .haveNameMatching(
                    ROOT + "\\.invoke\\.(Plain.*|CheckedRuntimeClient|HandlerCheck|MissingClass|TaskClassPath)")
            .should().dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "com.rabbitmq..", "io.github.rabbitlambda.validation..",
                    "picocli..", "org.apache.qpid..");

    @ArchTest
    static void onlyTheseTypesArePublic(JavaClasses classes) {
        assertThat(topLevel(classes).filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getName().substring(ROOT.length() + 1)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(STARTED_BY_NAME, API, SHARED_BETWEEN_ROOMS)
                        .flatMap(Set::stream).toList());
    }

    @ArchTest
    static void noRoomIsTooFull(JavaClasses classes) {
        Map<String, Long> files = topLevel(classes)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(files.values()).allMatch(count -> count <= MOST_FILES_OF_A_ROOM);
    }

    private static Stream<JavaClass> topLevel(JavaClasses classes) {
        return classes.stream().filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }
}
