package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.reachability.Finding.Level;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.cloudformation.include.CfnInclude;

/** "Deploys green and consumes nothing" ends at synthesis. */
class ConnectivityCheckTest {

    static Verdict verdict(String stack) {
        Path template = Synthesis.standard().assembly().resolve(stack + ".template.json");
        return Reachability.of(template).verdicts().get(0);
    }

    @ParameterizedTest
    @CsvSource({Names.PUBLIC + ",CONNECTS", Names.NAT + ",CONNECTS", Names.ISOLATED + ",CONNECTS",
            Names.PUBLIC_SUBNET + ",CONNECTS", Names.DEFAULT_VPC + ",CONNECTS_IF"})
    void saysThatOurStacksConnect(String stack, Verdict.Kind kind) {
        assertThat(verdict(stack).words()).startsWith(kind + " ");
        assertThat(verdict(stack).kind()).isEqualTo(kind);
    }

    @Test
    void findsNothingToWarnOf() {
        for (String stack : Names.all()) {
            assertThat(verdict(stack).findings(Level.WARNS)).as(stack).isEmpty();
        }
    }

    // every mapping of a sharded stack is judged
    @Test
    void saysThatEveryShardConnects() {
        Synthesis sharded = Synthesis.strict(Map.of("shards", "2", "virtualHost", "shop"));
        Path template = sharded.assembly().resolve(Names.ISOLATED + ".template.json");
        assertThat(Reachability.of(template).verdicts()).hasSize(2)
                .allSatisfy(verdict -> assertThat(verdict.kind()).isEqualTo(Verdict.Kind.CONNECTS));
    }

    // the message names the mapping and what to add; the stack beside it is not blamed
    @Test
    void refusesAStackWithoutTheWayToSts() {
        App app = Synthesis.app(Map.of(), false);
        Validations.of(app).addPlugins(new ConnectivityCheck());
        Names.build(app, Names.ISOLATED, Synthesis.options(Map.of()));
        include(new Stack(app, "Careless"));
        assertThatThrownBy(app::synth).hasMessageContaining("ERROR FAILS: Mapping `Mapping` cannot assume its role")
                .hasMessageContaining("no sts interface endpoint").hasMessageContaining("Careless/Template/Mapping")
                .hasMessageContaining("Reachability-R11").hasMessageNotContaining(Names.ISOLATED);
    }

    private static void include(Stack stack) {
        CfnInclude.Builder.create(stack, "Template")
                .templateFile("src/test/resources/io/github/rabbitlambda/infra/no-sts-endpoint.json").build();
    }
}
