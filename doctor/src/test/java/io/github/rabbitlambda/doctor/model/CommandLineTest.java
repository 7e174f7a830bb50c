package io.github.rabbitlambda.doctor.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void namesTheRegion() {
        assertThat(CommandLine.of("eu-central-1", "mq", "describe-broker", "--broker-id", "b-1"))
                .isEqualTo("aws mq describe-broker --broker-id b-1 --region eu-central-1");
    }

    // names come from the account, so none may do something in the shell it is pasted into
    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {"plain-1,plain-1", "a b,'a b'", "a;b,'a;b'", "[?x=='y'],\"[?x=='y']\"",
            "$(x)'y','$(x)'\\''y'\\'''", "`x`,'`x`'", "it's \"x\",'it'\\''s \"x\"'", "~~,''"})
    void quotesWhatAShellWouldRead(String word, String quoted) {
        assertThat(CommandLine.of("r", word)).isEqualTo("aws " + quoted + " --region r");
    }
}
