package io.github.rabbitlambda.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {

    @Test
    void aLineHasAHundredCharactersAtMost() {
        String word = "x".repeat(49);
        assertThat(Wrapping.words(word + " " + word + "y", 0)).containsExactly(word + " " + word + "y");
        assertThat(Wrapping.words(word + " " + word + "yz", 0)).containsExactly(word, word + "yz");
    }

    @Test
    void aLongWordStaysWhole() {
        assertThat(Wrapping.words("a " + "x".repeat(120) + " b", 2)).containsExactly("  a", "  " + "x".repeat(120),
                "  b");
    }

    @Test
    void aCommandIsBrokenBeforeOptionsOutsideOfQuotes() {
        String quoted = "'a --b \" " + "x".repeat(60) + "'";
        assertThat(Wrapping.command("aws mq describe-broker --broker-id b-1 --query " + quoted + " --region r", 2))
                .containsExactly("  aws mq describe-broker --broker-id b-1 \\",
                        "    --query " + quoted + " --region r");
    }

    @Test
    void aShortCommandStaysOnOneLine() {
        assertThat(Wrapping.command("aws mq list-brokers --region r", 4))
                .containsExactly("    aws mq list-brokers --region r");
    }
}
