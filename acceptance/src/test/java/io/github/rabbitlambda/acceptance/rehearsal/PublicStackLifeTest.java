package io.github.rabbitlambda.acceptance.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.acceptance.SynthesisedStack;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/** From creation to deletion. */
@NeedsRabbitMq
class PublicStackLifeTest {
    @TempDir
    Path directory;

    @Test
    void isCreatedAndDeletedWithNothingLeft() throws Exception {
        long seed = System.nanoTime();
        try (Rehearsal rehearsal = new Rehearsal(directory.resolve("account"), new Pace(20))) {
            Template template = rehearsal.deployable(SynthesisedStack.named("PublicRabbitMqInstanceStack",
                    directory.resolve("assembly"), Map.of()));
            Stack stack = rehearsal.stack("Public", seed);
            StackResult created = stack.create(template);
            System.out.println(rehearsal.gateway.refusals());
            if (!created.isSuccess()) {
                rehearsal.log.lines().forEach(System.out::println);
            }
            assertThat(created).as("seed %d", seed).isEqualTo(new StackResult("CREATE_COMPLETE", java.util.List.of()));
            stack.outputs();
            StackResult deleted = stack.delete();
            System.out.println(rehearsal.gateway.refusals());
            assertThat(deleted.status()).as("seed %d: %s", seed, deleted).isEqualTo("DELETE_COMPLETE");
            assertThat(rehearsal.left()).isEmpty();
        }
    }
}
