package io.github.rabbitlambda.reachability.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

class PortsTest {
    /** A port, nothing for an absent one, or x for one that isn't known. */
    private static Value port(String text) {
        return switch (text) {
            case "" -> Value.MISSING;
            case "x" -> new Value.Opaque("${x}", UnknownReason.of("parameter `x`", "give it"));
            default -> new Value.Text(text);
        };
    }

    @ParameterizedTest
    @CsvSource({"443,443,YES", "443,444,YES", "442,443,YES", "444,444,NO", "442,442,NO", "0,65535,YES", "0,0,NO",
            "444,x,NO", "443,x,MAYBE", "x,442,NO", "x,443,MAYBE", "x,0,NO", "x,x,MAYBE", "'','',MAYBE", "443,'',MAYBE",
            "-1,-1,MAYBE"})
    void holdsPort443(String from, String to, Answer.Truth truth) {
        assertThat(Ports.between(port(from), port(to), 443).truth()).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({"'','',a tcp rule without ports", "443,x,parameter `x`", "x,443,parameter `x`",
            "443,'',what is not given", "'',443,what is not given"})
    void saysWhichEndIsUnknown(String from, String to, String what) {
        assertThat(Ports.between(port(from), port(to), 443).reasons()).extracting(UnknownReason::what)
                .containsExactly(what);
    }
}
