package io.github.rabbitlambda.doctor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.model.Evaluation.NotDeployable;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/**
 * Random damage has the same verdict in a template and in its deployment. Where a template alone can't tell, the deployment
 * may.
 */
class DamagedTemplatesTest {
    private static final int ALL = 20_000;
    private static final long SEED = 20261127;

    @Test
    void damagedTemplateAndItsDeploymentAreJudgedAlike() {
        List<Graded> bases = GradedTemplatesTest.deployable().stream().filter(graded -> graded.parameters().isEmpty())
                .toList();
        Map<Kind, Integer> compared = new EnumMap<>(Kind.class);
        int count = (int) (ALL * Double.parseDouble(System.getProperty("drill.scale", "0.05")));
        for (int i = 0; i < count; i++) {
            Random random = new Random(SEED + i);
            JsonNode template = Damage.of(bases.get(random.nextInt(bases.size())).template(), random);
            compare(template, i).ifPresent(kind -> compared.merge(kind, 1, Integer::sum));
        }

        assertThat(compared.get(Kind.CONNECTS)).isGreaterThan(count / 20);
        assertThat(compared.get(Kind.FAILS)).isGreaterThan(count / 3);
    }

    private static Optional<Kind> compare(JsonNode template, int number) {
        Verdict before = Graded.ofTemplate(template, Map.of());
        if (isRefused(before)) {
            return Optional.empty();
        }
        Snapshot snapshot;
        try {
            snapshot = DeployedTemplate.snapshot(template, Map.of());
        } catch (NotDeployable none) {
            return Optional.empty();
        }
        Verdict live = LiveVerdicts.of(snapshot).getFirst();
        if (before.kind() == Kind.CONNECTS || before.kind() == Kind.FAILS) {
            assertThat(live.kind()).as("number " + number + "\n" + before.words() + "\n" + live.words())
                    .isEqualTo(before.kind());
        }
        return Optional.of(live.kind());
    }

    /** Whether a resource of the template can't be created, so that there is no deployment. */
    private static boolean isRefused(Verdict verdict) {
        return verdict.findings(Finding.Level.FAILS).stream()
                .anyMatch(finding -> finding.sentence().contains("cannot be created"));
    }
}
