package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.infra.options.OptionNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
        String options = guide.substring(guide.indexOf("### Options"), guide.indexOf("## Try"));
        List<String> rows = Pattern.compile("(?m)^\\| `(\\w+)` \\|").matcher(options).results()
                .map(match -> match.group(1)).toList();
        assertThat(rows).containsAll(OptionNames.ALL);
        assertThat(OptionNames.ALL).containsAll(rows);
    }

    @Test
    void hasARowForEveryAlarm() {
        assertThat(rotating().ofType("AWS::CloudWatch::Alarm").keySet())
                .allSatisfy(id -> assertThat(guide)
                        .contains(id.replaceFirst("^Monitoring", "").replaceFirst("[0-9A-F]{8}$", "")));
    }

    @Test
    void namesEveryCommandAndNoOther() {
        Set<String> commands = commands();
        assertThat(Pattern.compile("`(\\w+Command)`").matcher(guide).results().map(match -> match.group(1)).distinct())
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    // at night one looks for the situation
    @Test
    void tellsForEveryCommandInWhichSituationItHelps() {
        String table = guide.substring(guide.indexOf("## At night"), guide.indexOf("### Look at messages"));
        assertThat(commands()).allSatisfy(command -> assertThat(table).contains("`" + command + "`"));
    }

    private static Set<String> commands() {
        return OutputValues.commands(rotating()).keySet();
    }

    private static Template rotating() {
        return Synthesis.of(StackNames.PUBLIC, Map.of("rotationDays", "30"));
    }

    @Test
    void namesOnlyStacksThatExist() {
        assertThat(Pattern.compile("P\\w+Stack").matcher(guide).results().map(match -> match.group()))
                .isNotEmpty().isSubsetOf(Stream.concat(StackNames.all().stream(),
                        Stream.of("PrivateRabbitMqInstanceExistingVpcStack")).toList());
    }
}
