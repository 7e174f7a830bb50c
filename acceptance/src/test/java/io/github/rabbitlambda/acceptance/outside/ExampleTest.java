package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExampleTest {
    @Test
    void takesTheIndentedLinesOfAReadmeForItsCommands() {
        assertThat(Example.commands("""
                # Title

                Words, and `sam deploy` within them.

                    mvn -q package        # tests
                    java -jar a.jar --handler B \\
                        --publish 'x' \\
                        --publish 'y'
                    echo z
                """)).containsExactly("mvn -q package        # tests",
                "java -jar a.jar --handler B \\\n        --publish 'x' \\\n        --publish 'y'", "echo z");
    }

    @Test
    void findsNoCommandInWordsAlone() {
        assertThat(Example.commands("# Title\n\n  two blanks\n   three blanks\n")).isEmpty();
    }
}
