package io.github.rabbitlambda.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class PageTest {
    private static final Setting SETTING = new Setting("1 KB",
            List.of(new Series("ours", List.of(2.0, 1.0, 4.0)), new Series("theirs", List.of(6.0, 9.0, 7.0))));

    @Test
    void showsMedianSpreadAndMultipleOfTheFirst() {
        String page = page(new Section("a machine", List.of("A note."),
                List.of(new Comparison("Decoding", "ms", true, List.of(SETTING))), List.of()));

        assertThat(page).startsWith("before\n<!-- measured: decode -->\n").endsWith("<!-- end -->\nafter\n")
                .contains("**Decoding**, ms", "| | ours | theirs |",
                        "| 1 KB | 2.00 (1.00 to 4.00) | 7.00 (6.00 to 9.00), × 3.50 |",
                        "![Decoding](performance/decode-1.svg)", "A note.", "a machine.")
                .doesNotContain("old");
    }

    @Test
    void showsWhetherAnAimIsMetOnBothSidesOfIt() {
        String page = page(new Section("a machine", List.of(), List.of(),
                List.of(Aim.atLeast(3.5, "faster", 3.5), Aim.atLeast(3.5, "fast", 3.49), Aim.atMost(0.4, "short", 0.4),
                        Aim.atMost(0.4, "long", 0.41))));

        assertThat(page).contains("| faster | at least 3.50 | 3.50 | yes |", "| fast | at least 3.50 | 3.49 | **no** |",
                "| short | at most 0.40 | 0.40 | yes |", "| long | at most 0.40 | 0.41 | **no** |");
    }

    @Test
    void saysWhatIsNotMeasured() {
        assertThat(new Page(Map.of()).fill("<!-- measured: decode -->\n<!-- end -->")).contains("Not measured.");
    }

    private static String page(Section section) {
        return new Page(Map.of("decode", section))
                .fill("before\n<!-- measured: decode -->\nold\n<!-- end -->\nafter\n");
    }
}
