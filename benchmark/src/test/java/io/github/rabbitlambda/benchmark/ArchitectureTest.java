package io.github.rabbitlambda.benchmark;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.rabbitlambda.benchmark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BENCHMARK = "io.github.rabbitlambda.benchmark";

    @ArchTest
    static final ArchRule packagesDependInOneDirection = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("command").definedBy(BENCHMARK)
            .layer("throughput").definedBy(BENCHMARK + ".throughput")
            .layer("function").definedBy(BENCHMARK + ".function")
            .layer("decode").definedBy(BENCHMARK + ".decode..")
            .layer("reachability").definedBy(BENCHMARK + ".reachability")
            .layer("synthesis").definedBy(BENCHMARK + ".synthesis")
            .layer("result").definedBy(BENCHMARK + ".result")
            .whereLayer("command").mayNotBeAccessedByAnyLayer()
            .whereLayer("throughput").mayOnlyBeAccessedByLayers("command")
            .whereLayer("reachability").mayOnlyBeAccessedByLayers("command")
            .whereLayer("synthesis").mayOnlyBeAccessedByLayers("command")
            .whereLayer("function").mayOnlyBeAccessedByLayers("command", "throughput")
            .whereLayer("decode").mayOnlyBeAccessedByLayers("command", "function")
            .whereLayer("result").mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    /** Public for the packages above, for JMH's generated code and, as handlers, for Lambda's runtime. */
    @ArchTest
    static void onlyTheseTypesArePublic(JavaClasses classes) {
        assertThat(publicTypes(classes, "")).containsExactly("Benchmarks");
        assertThat(publicTypes(classes, ".decode")).containsExactlyInAnyOrder("DecodeBenchmark", "DecodeSpeed",
                "Decoder", "Shape");
        assertThat(publicTypes(classes, ".function")).containsExactlyInAnyOrder("ColdStart", "ComparedFunction",
                "IdleHandler", "InvocationSpeed", "ModelHandler", "RunningFunction", "WorkingListener");
        assertThat(publicTypes(classes, ".reachability")).containsExactly("ReachabilitySpeed");
        assertThat(publicTypes(classes, ".result")).containsExactlyInAnyOrder("Aim", "Comparison", "Results", "Section",
                "Series", "Setting");
        assertThat(publicTypes(classes, ".synthesis")).containsExactly("SynthesisSpeed");
        assertThat(publicTypes(classes, ".throughput")).containsExactlyInAnyOrder("ListenerThroughput",
                "LocalThroughput");
    }

    private static Stream<String> publicTypes(JavaClasses classes, String room) {
        return classes.stream()
                .filter(type -> type.isTopLevelClass() && type.getPackageName().equals(BENCHMARK + room))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).map(JavaClass::getSimpleName);
    }
}
