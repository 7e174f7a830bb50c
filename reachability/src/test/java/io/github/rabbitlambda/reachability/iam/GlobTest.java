package io.github.rabbitlambda.reachability.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.PartialText;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

class GlobTest {
    private static final Value NAME = new Value.Opaque("${name}", UnknownReason.of("a name", "name it"));

    /** Text in which N stands for a piece that isn't known. */
    private static Value value(String text) {
        return PartialText.join(text.chars().mapToObj(c -> c == 'N' ? NAME : new Value.Text("" + (char) c)).toList());
    }

    @ParameterizedTest
    @CsvSource({"*,anything,YES", "a*c,abc,YES", "a*c,abd,NO", "a?c,abc,YES", "a?c,ac,NO", "a*b*c,axbybc,YES",
            "a*b*c,axbyb,NO", "a**,a,YES", "a,ab,NO", "ab,a,NO", "*b,aab,YES", "abc,abc,YES", "*,N,YES",
            "N,N,YES", "aN,aN,YES", "a*,aN,YES", "b*,aN,NO",
            "ab*,aN,MAYBE", "?,N,MAYBE", "aN,ab,MAYBE", "aN,bb,NO",
            "arn:aws:mq:*:*:broker:*,arn:aws:mq:N:N:broker:x,YES", "arn:aws:mq:*:*:x,arn:aws:s3:N:N:x,NO"})
    void matches(String pattern, String target, Answer.Truth truth) {
        assertThat(Glob.matches(value(pattern), value(target)).truth()).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:mq:eu-west-1:*:x,the stack's Region is the one",
            "arn:aws:mq:*:123456789012:x,the stack's account is the one"})
    void assumesThatALiteralPlaceIsTheStacks(String pattern, String assumption) {
        Answer answer = Glob.matches(value(pattern), value("arn:aws:mq:N:N:x"));

        assertThat(answer.isYes()).isTrue();
        assertThat(answer.assumptions()).singleElement().asString().startsWith(assumption);
    }
}
