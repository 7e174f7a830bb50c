package io.github.rabbitlambda.local;

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

    /** The mapping as a library. */
    private static final Set<String> API = Set.of("LocalEventSource", "Main", "MappingSettings", "Report",
            "broker.BrokerUri", "broker.EmbeddedBroker", "broker.RabbitMqNode", "invoke.FunctionSettings",
            "invoke.LambdaFunction", "invoke.Outcome", "queue.Batch", "queue.BatchSettings", "queue.Batcher",
            "queue.CannotConsume", "queue.Filters", "queue.MappingEvents", "queue.QueueSettings",
            "queue.UnreadableMessage");
    /** Public only because another room needs them, or because a process of its own starts them. */
    private static final Set<String> SHARED_BETWEEN_ROOMS = Set.of("invoke.PlainRuntimeClient", "invoke.Seconds",
            "process.Directories", "process.Session", "queue.Backoff", "queue.Connections");

    @ArchTest
    static final ArchRule roomsFormNoCycle = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsDoNotKnowTheCommandLine = noClasses().that().resideInAPackage(ROOT + ".*..").should()
            .dependOnClassesThat().resideInAPackage(ROOT).orShould().dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule knowsNoOtherModule = noClasses().should()
            .dependOnClassesThat().resideInAnyPackage("io.github.rabbitlambda.function..",
                    "io.github.rabbitlambda.operations..", "io.github.rabbitlambda.infra..",
                    "io.github.rabbitlambda.reachability..");

    @ArchTest
    static final ArchRule plainClientNeedsOnlyTheRuntimesJars = noClasses().that().haveSimpleNameStartingWith("Plain")
            .should().dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "com.rabbitmq..", "picocli..", "org.apache.qpid..");

    @ArchTest
    static void onlyTheseTypesArePublic(JavaClasses classes) {
        assertThat(topLevel(classes).filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getName().substring(ROOT.length() + 1)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(API, SHARED_BETWEEN_ROOMS).flatMap(Set::stream).toList());
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
