package io.github.rabbitlambda.infra;

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

@AnalyzeClasses(packages = "io.github.rabbitlambda.infra", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String INFRA = "io.github.rabbitlambda.infra";
    private static final int MAXIMUM_FILES = 45;

    @ArchTest
    static final ArchRule packagesDependInOneDirection = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("app").definedBy(INFRA)
            .layer("options").definedBy(INFRA + ".options")
            .whereLayer("app").mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("io.github.rabbitlambda.(**)").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule optionsKnowNothingOfTheCdk = noClasses().that().resideInAPackage(INFRA + ".options").should()
            .dependOnClassesThat().resideInAnyPackage("software..", "io.github.cdklabs..");

    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        Map<String, Long> files = topLevel(classes)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files.values()).allMatch(count -> count <= MAXIMUM_FILES);
    }

    /** What other programs may build on. */
    @ArchTest
    static void apiIsTheEntryOfTheApp(JavaClasses classes) {
        assertThat(publicTypes(classes, "")).containsExactly("RabbitLambda");
    }

    /** Public for the packages above and for the project's own tests and measurements; subject to change. */
    @ArchTest
    static void onlyTheseTypesArePublicBetweenPackages(JavaClasses classes) {
        assertThat(publicTypes(classes, ".options")).containsExactlyInAnyOrder("Context", "ExistingBroker",
                "ExistingFunction", "ExistingVpc", "Feature", "Jars", "OptionNames", "Options", "Profile",
                "StackOptions", "Target");
    }

    private static Stream<String> publicTypes(JavaClasses classes, String room) {
        return topLevel(classes).filter(type -> type.getPackageName().equals(INFRA + room))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).map(JavaClass::getSimpleName);
    }

    private static Stream<JavaClass> topLevel(JavaClasses classes) {
        return classes.stream().filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
    }
}
