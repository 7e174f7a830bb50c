package io.github.rabbitlambda.validation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.rabbitlambda.validation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoOtherModule = noClasses().should().dependOnClassesThat().resideInAnyPackage(
            "io.github.rabbitlambda.constructs..", "io.github.rabbitlambda.function..",
            "io.github.rabbitlambda.infra..", "io.github.rabbitlambda.local..",
            "io.github.rabbitlambda.reachability..", "software.amazon.awscdk..");

    @ArchTest
    static void onlyTheseTypesArePublic(JavaClasses classes) {
        assertThat(classes.stream().filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("FilterPattern", "FunctionArchive", "FunctionVariables", "NearName");
    }
}
