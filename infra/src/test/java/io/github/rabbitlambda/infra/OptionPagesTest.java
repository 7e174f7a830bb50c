package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The diagrams, tables and sums in docs/options are generated from the stacks. {@code -Doptions.write=true} writes them
 * again.
 */
class OptionPagesTest {
    private static final String MARK = "<!-- From here on written by OptionPagesTest. -->\n";

    @ParameterizedTest
    @CsvSource({"public," + StackNames.PUBLIC, "default-vpc," + StackNames.DEFAULT_VPC, "nat," + StackNames.NAT,
            "isolated," + StackNames.ISOLATED, "public-subnet," + StackNames.PUBLIC_SUBNET})
    void agreeWithTheStacks(String page, String stack) throws IOException {
        Path file = Path.of("..", "docs", "options", page + ".md");
        String text = Files.readString(file);
        String expected = text.substring(0, text.indexOf(MARK)) + MARK + "\n" + new OptionPage(stack).text();
        if (Boolean.getBoolean("options.write")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file)).contains("npx cdk deploy " + stack).isEqualTo(expected);
    }
}
