package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.options.OptionNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/operate.md lists every option and every alarm, and names only stacks and outputs that exist. */
class OperateGuideTest {
    private String guide = "";

    @BeforeEach
    void read() throws IOException {
        guide = Files.readString(Path.of("..", "docs", "operate.md"));
    }

    @Test
    void hasARowForEveryOption() {
        List<String> rows = Pattern.compile("(?m)^\\| `(\\w+)` \\|").matcher(guide).results()
                .map(match -> match.group(1)).toList();
        assertThat(rows).containsAll(OptionNames.ALL);
        assertThat(OptionNames.ALL).containsAll(
                rows.stream().filter(row -> row.matches("[a-z]\\w+") && !row.equals("OK")).toList());
    }

    @Test
    void hasARowForEveryAlarm() {
        assertThat(Synthesis.standard().stack(StackNames.PUBLIC).ofType("AWS::CloudWatch::Alarm").keySet())
                .allSatisfy(id -> assertThat(guide)
                        .contains(id.replaceFirst("^Monitoring", "").replaceFirst("[0-9A-F]{8}$", "")));
    }

    @Test
    void namesOnlyOutputsThatExist() {
        JsonNode outputs = Synthesis.standard().stack(StackNames.PUBLIC).json().get("Outputs");
        assertThat(Pattern.compile("`(\\w+Command)`").matcher(guide).results().map(match -> match.group(1)).distinct())
                .hasSize(5).allSatisfy(output -> assertThat(outputs.has(output)).as(output).isTrue());
    }

    @Test
    void namesOnlyStacksThatExist() {
        assertThat(Pattern.compile("P\\w+Stack").matcher(guide).results().map(match -> match.group()))
                .isNotEmpty().isSubsetOf(StackNames.all());
    }
}
