package io.github.rabbitlambda.infra.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a new user may give, right and wrong: each row of newcomer.txt is refused in its words, or accepted for its reason. */
class NewcomerTest {
    private static final Path TABLE = Path.of("src/test/resources/io/github/rabbitlambda/infra/options/newcomer.txt");
    // of 81 that were tried first, 46 were refused
    private static final int LEAST_ROWS = 81;

    static List<OptionRow> rows() {
        return OptionRow.in(TABLE);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefusedInTheseWordsOrAccepted(OptionRow row) {
        if (row.isAccepted()) {
            assertThat(row.refused()).isEmpty();
        } else {
            assertThat(row.refused()).containsExactlyElementsOf(row.outcome());
        }
    }

    @Test
    void hasARowForEachMistakeOnce() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(LEAST_ROWS).doesNotHaveDuplicates()
                .allSatisfy(row -> assertThat(row.outcome()).isNotEmpty());
        assertThat(rows().stream().filter(row -> !row.isAccepted())).hasSizeGreaterThanOrEqualTo(LEAST_ROWS);
    }
}
