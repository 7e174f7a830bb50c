package io.github.rabbitlambda.doctor;

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
    static final String ROOT = "io.github.rabbitlambda.doctor";
    private static final int MOST_FILES = 45;

    /** What is public only because a room above needs it; users have the command. */
    private static final Map<String, String> BETWEEN_ROOMS = Map.of(
            "snapshot", "Account Answer Arn Call Seen Snapshot SnapshotFile",
            "reader", "AccountReader Progress ReadPermissions UnreadableAccount",
            "model", "CommandLine LiveVerdicts",
            "finding", "Check Checks Finding",
            "report", "Diagnosis Report");

    @ArchTest
    static final ArchRule roomsKnowOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("snapshot").definedBy(ROOT + ".snapshot").layer("reader").definedBy(ROOT + ".reader")
            .layer("model").definedBy(ROOT + ".model").layer("finding").definedBy(ROOT + ".finding")
            .layer("report").definedBy(ROOT + ".report").layer("top").definedBy(ROOT)
            .whereLayer("snapshot").mayNotAccessAnyLayer()
            .whereLayer("reader").mayOnlyAccessLayers("snapshot")
            .whereLayer("model").mayOnlyAccessLayers("snapshot")
            .whereLayer("finding").mayOnlyAccessLayers("snapshot", "model")
            .whereLayer("report").mayOnlyAccessLayers("snapshot", "model", "finding")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule roomsFormNoCycle = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule knowsNoOtherModuleThanReachability = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + "..", "java..", "io.github.rabbitlambda.reachability..",
                    "com.fasterxml.jackson..", "software.amazon.awssdk..", "picocli..", "org.jspecify..");

    /** So that nothing that judges can ask an account. */
    @ArchTest
    static final ArchRule onlyTheReaderKnowsTheSdk = classes().that().resideOutsideOfPackage(ROOT + ".reader")
            .should().onlyDependOnClassesThat().resideOutsideOfPackage("software.amazon.awssdk..");

    @ArchTest
    static void roomsStaySmall(JavaClasses classes) {
        Map<String, Long> files = classes.stream().filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files.values()).allMatch(count -> count <= MOST_FILES);
    }

    @ArchTest
    static void publicIsADecision(JavaClasses classes) {
        Set<String> allowed = new TreeSet<>();
        BETWEEN_ROOMS
                .forEach((room, names) -> List.of(names.split(" ")).forEach(name -> allowed.add(room + "." + name)));
        assertThat(classes.stream().filter(JavaClass::isTopLevelClass)
                .filter(found -> found.getModifiers().contains(JavaModifier.PUBLIC))
                .map(found -> found.getName().substring(ROOT.length() + 1)))
                .containsExactlyInAnyOrderElementsOf(allowed);
    }
}
