package io.github.rabbitlambda.reachability;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.github.rabbitlambda.reachability";
    private static final int MOST_FILES = 45;

    /** What users are promised. */
    private static final Set<String> API = Set.of("Reachability", "network.Hop", "network.Path",
            "template.UnreadableTemplate", "verdict.BrokenHop", "verdict.Finding", "verdict.Fix", "verdict.Verdict");
    /** What is public only because a room above needs it. */
    private static final Map<String, String> BETWEEN_ROOMS = Map.of(
            "template", "JsonPatch JsonReader JsonText Nesting Resource Template TemplateFile Tree",
            "value",
            "AddressRange Answer Binding Deployment GivenValues OpenChoice ParameterChoices PartialText PseudoParameters"
                    + " ResolvedResource Resolver Scenario TemplateParameter UnknownReason Value",
            "network", "AddressSet AvailabilityZones Broker Direction Endpoint Engine EventSourceMapping FlowLeg"
                    + " InternetGateways MappingInterfaces MissingRoute NatRoute NetworkAcls PossibleAddresses RabbitMqOffer"
                    + " RouteResult RouteTableAssociation SecurityGroups SecurityRule Service Subnet TextList Vpc",
            "iam", "Arns BrokerUsers Call Caller Credentials Decision Glob Grants ResourcePolicy Statement UnseenValue",
            "verdict", "HtmlPage JsonReport MermaidChart Terminal TextReport TextStyle",
            "fix", "DenyExemption GroupRuleFix MissingRouteFix PermissionFix Repair",
            "rule", "Outcome Solver",
            "terraform", "TerraformPlan");

    @ArchTest
    static final ArchRule roomsKnowOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("template").definedBy(ROOT + ".template").layer("value").definedBy(ROOT + ".value")
            .layer("network").definedBy(ROOT + ".network").layer("iam").definedBy(ROOT + ".iam")
            .layer("verdict").definedBy(ROOT + ".verdict").layer("fix").definedBy(ROOT + ".fix")
            .layer("rule").definedBy(ROOT + ".rule")
            .layer("terraform").definedBy(ROOT + ".terraform").layer("top").definedBy(ROOT)
            .whereLayer("template").mayNotAccessAnyLayer()
            .whereLayer("value").mayOnlyAccessLayers("template")
            .whereLayer("network").mayOnlyAccessLayers("template", "value")
            .whereLayer("iam").mayOnlyAccessLayers("template", "value", "network")
            .whereLayer("verdict").mayOnlyAccessLayers("template", "network")
            .whereLayer("terraform").mayOnlyAccessLayers("template", "verdict")
            .whereLayer("fix").mayOnlyAccessLayers("template", "value", "network", "iam", "verdict")
            .whereLayer("rule").mayOnlyAccessLayers("template", "value", "network", "iam", "verdict", "fix")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule roomsFormNoCycle = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule knowsNoOtherModule = classes().should().onlyDependOnClassesThat().resideInAnyPackage(
            ROOT + "..", "java..", "com.fasterxml.jackson.core..", "org.snakeyaml..", "picocli..", "org.jspecify..");

    @ArchTest
    static void roomsStaySmall(JavaClasses classes) {
        Map<String, Long> files = classes.stream().filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files.values()).allMatch(count -> count <= MOST_FILES);
    }

    @ArchTest
    static void publicIsADecision(JavaClasses classes) {
        Set<String> allowed = new TreeSet<>(API);
        BETWEEN_ROOMS
                .forEach((room, names) -> List.of(names.split(" ")).forEach(name -> allowed.add(room + "." + name)));
        assertThat(classes.stream().filter(JavaClass::isTopLevelClass)
                .filter(found -> found.getModifiers().contains(JavaModifier.PUBLIC))
                .map(found -> found.getName().substring(ROOT.length() + 1)))
                .containsExactlyInAnyOrderElementsOf(allowed);
    }
}
