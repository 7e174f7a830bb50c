package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            size must be between 1 and 10000 (given 0)        | --batch-size must be between 1 and 10000 (given 0)
            archive must be a jar or zip file (a.jar is none) | --function must be a jar or zip file (a.jar is none)
            handler must name a class in a.jar                | --handler must name a class in a.jar
            certificateAuthority must be a PEM file           | --ca must be a PEM file
            port must be between 1 and 65535 (given 0)        | the port in --broker must be between 1 and 65535 (given 0)
            """)
    void namesTheOptionForTheField(String message, String shown) {
        assertThat(OptionNames.replaceFieldName(message)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"no host is called size: check it", "size: 3", "something must be there", "--env must be NAME=value",
            "the queue must exist"})
    void leavesOtherMessagesAsTheyAre(String message) {
        assertThat(OptionNames.replaceFieldName(message)).isEqualTo(message);
    }
}
