package io.github.rabbitlambda.acceptance.rehearsal.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

class ExpressionsTest {
    private static final String TEMPLATE = """
            {"Parameters": {"Version": {"Default": "21"}},
             "Mappings": {"Sizes": {"us-east-1": {"small": "s"}}},
             "Conditions": {"Yes": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
                            "No": {"Fn::Not": [{"Condition": "Yes"}]},
                            "Both": {"Fn::And": [{"Condition": "Yes"}, {"Condition": "No"}]},
                            "One": {"Fn::Or": [{"Condition": "Yes"}, {"Condition": "No"}]}},
             "Resources": {}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"Ref\": \"Version\"} | \"21\"",
            "{\"Ref\": \"Queue\"} | \"id of Queue\"",
            "{\"Fn::GetAtt\": [\"Queue\", \"Arn\"]} | \"Arn of Queue\"",
            "{\"Fn::GetAtt\": \"Queue.Arn\"} | \"Arn of Queue\"",
            "{\"Fn::Join\": [\"-\", [\"a\", {\"Ref\": \"AWS::AccountId\"}]]} | \"a-123456789012\"",
            "{\"Fn::Select\": [1, {\"Fn::Split\": [\"/\", \"a/b/c\"]}]} | \"b\"",
            "{\"Fn::Sub\": \"${AWS::Region} ${Queue} ${Queue.Arn} ${!Kept}\"} | \"us-east-1 id of Queue Arn of Queue ${Kept}\"",
            "{\"Fn::Sub\": [\"${A}\", {\"A\": {\"Ref\": \"Queue\"}}]} | \"id of Queue\"",
            "{\"Fn::If\": [\"Yes\", 1, 2]} | 1",
            "{\"Fn::If\": [\"Both\", 1, 2]} | 2",
            "{\"Fn::If\": [\"One\", 1, 2]} | 1",
            "{\"Fn::FindInMap\": [\"Sizes\", {\"Ref\": \"AWS::Region\"}, \"small\"]} | \"s\"",
            "{\"Fn::Select\": [0, {\"Fn::GetAZs\": \"\"}]} | \"us-east-1a\"",
            "{\"a\": {\"Ref\": \"AWS::NoValue\"}, \"b\": [1, {\"Ref\": \"AWS::NoValue\"}]} | {\"b\":[1]}",
            "\"{{resolve:secretsmanager:arn:SecretString:password::}}\" | \"{{resolve:secretsmanager:arn:SecretString:password::}}\""})
    void haveTheirValue(String expression, String value) {
        assertThat(resolve(expression)).isEqualTo(Json.read(value));
    }

    @Test
    void areRefusedWhereTheyAreUnknown() {
        assertThatThrownBy(() -> resolve("{\"Fn::Cidr\": [\"10.0.0.0/16\", 1, 8]}"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the rehearsal must know the function Fn::Cidr (it doesn't): add it to Expressions");
        assertThatThrownBy(() -> resolve("{\"Ref\": \"AWS::NotificationARNs\"}"))
                .hasMessage("the rehearsal must know the pseudo parameter AWS::NotificationARNs (it doesn't): add it "
                        + "to PseudoParameters");
    }

    @Test
    void tellWhatAResourceDependsOn() {
        Declared resource = new Declared("R", Json.read("""
                {"Type": "T", "DependsOn": "A", "Properties": {"x": {"Ref": "B"}, "y": [{"Fn::GetAtt": ["C", "Arn"]}],
                 "z": {"Fn::Sub": ["${D.Arn} ${!E} ${F}", {"F": {"Ref": "G"}}]}}}"""));

        assertThat(resource.dependencies()).containsExactlyInAnyOrder("A", "B", "C", "D", "F", "G");
    }

    private static JsonNode resolve(String expression) {
        Template template = new Template(Path.of("none"), Json.read(TEMPLATE));
        return new Expressions(template, new PseudoParameters("name", "id"), new References() {
            @Override
            public String physicalId(String logicalId) {
                return "id of " + logicalId;
            }

            @Override
            public JsonNode attribute(String logicalId, String name) {
                return Json.read("\"" + name + " of " + logicalId + "\"");
            }
        }).resolve(Json.read(expression));
    }
}
