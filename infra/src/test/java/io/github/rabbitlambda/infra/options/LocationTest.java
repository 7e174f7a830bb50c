package io.github.rabbitlambda.infra.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** ARNs where the stacks go; newcomer.txt compares them with each other. */
class LocationTest {
    private static final Map<String, String> OPTIONS = Map.of("kmsKeyArn",
            "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "permissionsBoundary",
            "arn:aws:iam::111122223333:policy/boundary");

    private static Options optionsIn(Target target) {
        return TestOptions.of(new Context(OPTIONS, Optional.of(target)));
    }

    @Test
    void isWhereTheCommandLineIsSignedIn() {
        assertThat(optionsIn(new Target("111122223333", "us-east-1")).stack().kmsKey()).isPresent();
    }

    @Test
    void refusesAnotherRegionThanTheCommandLines() {
        assertThatThrownBy(() -> optionsIn(new Target("111122223333", "eu-west-1"))).isInstanceOf(Refusal.class)
                .hasMessage("kmsKeyArn must be in the Region of the CDK's command line, which is eu-west-1 (given "
                        + OPTIONS.get("kmsKeyArn") + "): a stack is in one Region, and what it uses too");
    }

    @Test
    void refusesAnotherAccountThanTheCommandLines() {
        assertThatThrownBy(() -> optionsIn(new Target("444455556666", "us-east-1"))).isInstanceOf(Refusal.class)
                .hasMessage("permissionsBoundary must be in the account of the CDK's command line, which is"
                        + " 444455556666 (given arn:aws:iam::111122223333:policy/boundary): Lambda reads a broker of"
                        + " its own account only, and IAM takes boundaries of that account");
    }
}
