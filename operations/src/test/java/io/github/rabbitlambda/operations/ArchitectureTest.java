package io.github.rabbitlambda.operations;

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
    static final String ROOT = "io.github.rabbitlambda.operations";
    private static final int MOST_FILES_OF_A_ROOM = 45;

    /** Lambda makes these; the templates name them. */
    private static final Set<String> HANDLERS = Set.of("Steps", "broker.BrokerTasks", "replay.Replay");
    /** What {@link Steps} chooses from. */
    private static final Set<String> STEPS = Set.of("broker.TopologyStep", "cleanup.ChangeGuard",
            "cleanup.EmptyBucket", "cleanup.EventSourceCleanup", "network.DefaultNetwork", "verify.Verification");
    /** Public only because another room needs them. */
    private static final Set<String> SHARED_BETWEEN_ROOMS = Set.of("AwsCall", "AwsCallFailedException", "AwsRetry",
            "BrokerRetry", "CannotSucceedException", "Deadline", "DeploymentStep", "Input", "InvokedFunction",
            "ObservedQueues", "OperationFailedException", "PeekRequest", "PeekedMessage", "ReadableTable",
            "RefusedLoginException",
            "ReplayFailures", "ReplaySelection", "network.MqBrokers");
    /** Public only because {@link io.github.rabbitlambda.operations.broker.BrokerTasks} is made from them in tests. */
    private static final Set<String> PARTS_OF_BROKER_TASKS = Set.of("broker.AmqpBroker", "broker.BrokerSecret",
            "broker.BrokerSettings", "broker.ManagementApi");

    @ArchTest
    static final ArchRule roomsFormNoCycle = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatRoomsShareKnowsNoRoom = noClasses().that().resideInAPackage(ROOT)
            .and().doNotHaveSimpleName("Steps").should()
            .dependOnClassesThat().resideInAPackage(ROOT + ".*..");

    @ArchTest
    static final ArchRule onlyTheBrokersRoomSpeaksToTheBroker = noClasses().that()
            .resideInAnyPackage(ROOT + ".cleanup..", ROOT + ".network..", ROOT + ".replay..", ROOT + ".verify..")
            .should()
            .dependOnClassesThat().resideInAnyPackage("com.rabbitmq..");

    @ArchTest
    static final ArchRule knowsNoOtherModule = noClasses().should().dependOnClassesThat().resideInAnyPackage(
            "io.github.rabbitlambda.function..", "io.github.rabbitlambda.infra..", "io.github.rabbitlambda.local..",
            "io.github.rabbitlambda.reachability..");

    @ArchTest
    static void onlyTheseTypesArePublic(JavaClasses classes) {
        assertThat(topLevel(classes).filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getName().substring(ROOT.length() + 1)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(HANDLERS, STEPS, SHARED_BETWEEN_ROOMS, PARTS_OF_BROKER_TASKS)
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
