package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The pages and the checks say the same. */
class ChecksInDocsTest {
    private static final Path DOCS = Path.of("..", "docs");

    /** The rows of the table with this first line, without the two lines of its head. */
    private static List<String> table(String page, String head) throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve(page));
        assertThat(lines).as(page).containsOnlyOnce(head);
        return lines.subList(lines.indexOf(head) + 2, lines.size()).stream().takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String row(Check check) {
        return "| " + check.id() + " | " + check.sentence() + " | "
                + (check.source().startsWith(Check.ASSUMPTION) ? check.source() : "[page](" + check.source() + ")")
                + " |";
    }

    @Test
    void theDoctorsPageListsEveryCheckInItsOrder() throws IOException {
        assertThat(table("doctor.md", "| check | what it finds | source |"))
                .containsExactlyElementsOf(Checks.all().stream().map(ChecksInDocsTest::row).toList());
    }

    @Test
    void theOperatorsPageExplainsEveryStateOfAMapping() throws IOException {
        Map<String, List<MappingState>> byMeaning = Stream.of(MappingState.values()).collect(
                Collectors.groupingBy(MappingState::means, LinkedHashMap::new, Collectors.toList()));
        assertThat(table("operate.md", "| state | means |")).containsExactlyElementsOf(byMeaning.entrySet().stream()
                .map(entry -> "| "
                        + entry.getValue().stream().map(MappingState::text).collect(Collectors.joining(", ")) + " | "
                        + entry.getKey() + " |")
                .toList());
    }

    @Test
    void theOperatorsPageExplainsWhatLambdaWrites() throws IOException {
        assertThat(table("operate.md", "| StateTransitionReason or LastProcessingResult | means | look at |"))
                .containsExactlyElementsOf(LambdaText.all().stream().map(text -> "| `" + text.text() + "` | "
                        + text.means() + " | " + text.lookAt() + (text.lookAt().isEmpty() ? "" : " ") + "|").toList());
    }

    @Test
    void idsAreNumberedWithoutAGap() {
        List<Check> checks = Checks.all();
        for (int i = 0; i < checks.size(); i++) {
            assertThat(checks.get(i).id()).isEqualTo("D%02d".formatted(i + 1));
        }
    }

    @Test
    void eachSourceIsAPageOrAnAssumptionWithItsReason() {
        assertThat(Checks.all()).allSatisfy(
                check -> assertThat(check.source()).matches("https://\\S+|" + Check.ASSUMPTION + ".{20,}"));
    }
}
