package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlarmAdviceTest {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int LONGEST_STACK_NAME = 128;

    static Stream<Template> templates() {
        return Stream.of(Synthesis.standard().stack(StackNames.ISOLATED),
                Synthesis.of(StackNames.PUBLIC, Map.of("shards", "7")),
                Synthesis.of(StackNames.PUBLIC, Map.of("failureQueue", "false")),
                Synthesis.of(StackNames.PUBLIC, Map.of("observe", "false")),
                Synthesis.of(StackNames.PUBLIC, Map.of("rotationDays", "30")),
                Synthesis.of("ExistingRabbitMqInstanceStack", ExistingOptions.privateBroker()),
                Synthesis.of("PrivateRabbitMqInstanceExistingVpcStack", ExistingOptions.functionInVpc()));
    }

    // the reader of a notification has neither this repository nor the outputs at hand
    @ParameterizedTest
    @MethodSource("templates")
    void namesOutputsOfTheStackAndHowToPrintThem(Template template) {
        Map<String, String> outputs = OutputValues.of(template);
        assertThat(descriptions(template)).hasSizeGreaterThan(2).allSatisfy(description -> {
            assertThat(Pattern.compile("\\w+Command\\d*").matcher(description).results().map(match -> match.group()))
                    .isNotEmpty().allMatch(outputs::containsKey);
            assertThat(description).endsWith(outputs.get("OutputsCommand"));
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void fitsIntoADescription(Template template) {
        assertThat(descriptions(template)).allSatisfy(description -> assertThat(description)
                .hasSizeLessThan(LONGEST_DESCRIPTION - LONGEST_STACK_NAME).doesNotContain("%1"));
    }

    private static List<String> descriptions(Template template) {
        return template.ofType("AWS::CloudWatch::Alarm").values().stream()
                .map(alarm -> OutputValues.text(alarm.get("Properties").get("AlarmDescription"))).toList();
    }
}
