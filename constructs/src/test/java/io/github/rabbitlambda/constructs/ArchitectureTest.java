package io.github.rabbitlambda.constructs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.github.rabbitlambda.constructs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CONSTRUCTS = "io.github.rabbitlambda.constructs";
    private static final int MAXIMUM_FILES = 45;

    @ArchTest
    static final ArchRule packagesDependInOneDirection = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("api").definedBy(CONSTRUCTS)
            .layer("resource").definedBy(CONSTRUCTS + ".resource")
            .layer("network").definedBy(CONSTRUCTS + ".network")
            .layer("operation").definedBy(CONSTRUCTS + ".operation")
            .layer("options").definedBy(CONSTRUCTS + ".options")
            .whereLayer("api").mayNotBeAccessedByAnyLayer()
            .whereLayer("resource").mayOnlyBeAccessedByLayers("api")
            .whereLayer("network").mayOnlyBeAccessedByLayers("api", "resource")
            .whereLayer("operation").mayOnlyBeAccessedByLayers("api", "resource", "network")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("io.github.rabbitlambda.(**)").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule optionsKnowNothingOfTheCdk = noClasses().that().resideInAPackage(CONSTRUCTS + ".options")
            .should().dependOnClassesThat().resideInAnyPackage("software..", "io.github.cdklabs..");

    // whoever builds on the library passes values; what the command line or cdk.json say is the app's matter
    @ArchTest
    static final ArchRule nothingReadsTheContext = noClasses().should()
            .callMethod("software.constructs.Node", "tryGetContext", "java.lang.String").orShould()
            .callMethod("software.constructs.Node", "getContext", "java.lang.String").orShould()
            .callMethod("software.constructs.Node", "getAllContext").orShould()
            .dependOnClassesThat().resideInAPackage("io.github.rabbitlambda.infra..");

    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        Map<String, Long> files = topLevel(classes)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files.values()).allMatch(count -> count <= MAXIMUM_FILES);
    }

    /** What apps build on, beside the values of the room options. */
    @ArchTest
    static void apiIsTheseTypes(JavaClasses classes) {
        assertThat(publicTypes(classes, "")).containsExactlyInAnyOrder("ConnectivityCheck", "IRabbitMqBroker",
                "MappingVerification", "MessageReplay", "ParkedMessages", "QueueObservation", "RabbitMqBroker",
                "RabbitMqBrokerAttributes", "RabbitMqEventSource", "RabbitMqListener", "RabbitMqMonitoring",
                "RabbitMqNetwork", "RabbitMqQueues", "RabbitMqServiceEndpoints", "RabbitMqTopology");
    }

    /** Public for the packages above and for the project's own app; subject to change, but for the options. */
    @ArchTest
    static void onlyTheseTypesArePublicBetweenPackages(JavaClasses classes) {
        assertThat(publicTypes(classes, ".options")).containsExactlyInAnyOrder("BrokerOptions",
                "ConsumerPermissions", "DeploymentMode", "Filter", "Jar", "ListenerOptions", "MappingOptions",
                "Mistakes", "Parking", "QueueOptions", "Range",
                "Refusal",
                "RetryDelay", "ShardExchange", "UserOptions", "Verification", "VpcCidr");
        assertThat(publicTypes(classes, ".operation")).containsExactlyInAnyOrder("Acknowledgements", "DeploymentStep",
                "FunctionRole", "Operation", "OperationJars", "Operations", "RotationActions", "SharedOperations",
                "StepType", "Steps");
        assertThat(publicTypes(classes, ".network")).containsExactlyInAnyOrder("BrokerPlacement", "ClientNetwork",
                "DefaultNetwork", "EndpointAccess", "ExistingNetwork", "InternetAccess", "Network", "OwnNetwork",
                "ServiceEndpoints", "ServiceNetwork");
        assertThat(publicTypes(classes, ".resource")).containsExactlyInAnyOrder("Broker", "BrokerName", "BrokerTasks",
                "ChangeGuard", "ConsumedBroker", "Credentials", "DeclaredUsers", "DeploymentVerification",
                "EventSource",
                "EventSourceCleanup", "FailureQueue", "IdempotencyTable", "Listener", "MappingTarget", "Metrics",
                "Monitoring", "Observation", "QueueMetrics", "Replay", "Rotation", "ShortHash", "StepAccess",
                "Topology",
                "UserSecrets");
    }

    private static Stream<String> publicTypes(JavaClasses classes, String room) {
        return topLevel(classes).filter(type -> type.getPackageName().equals(CONSTRUCTS + room))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).map(JavaClass::getSimpleName);
    }

    private static Stream<JavaClass> topLevel(JavaClasses classes) {
        return classes.stream().filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
    }
}
