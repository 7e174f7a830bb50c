package io.github.rabbitlambda.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.rabbitlambda.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("io.github.rabbitlambda.local.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule knowsNoOtherModule = noClasses().should()
            .dependOnClassesThat().resideInAnyPackage("io.github.rabbitlambda.function..",
                    "io.github.rabbitlambda.operations..", "io.github.rabbitlambda.infra..");

    @ArchTest
    static final ArchRule plainClientNeedsOnlyTheRuntimesJars = noClasses().that().haveSimpleNameStartingWith("Plain")
            .should().dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "com.rabbitmq..", "picocli..", "org.apache.qpid..");
}
