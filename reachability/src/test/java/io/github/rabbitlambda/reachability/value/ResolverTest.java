package io.github.rabbitlambda.reachability.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.TemplateFile;
import io.github.rabbitlambda.reachability.template.Tree;

class ResolverTest {
    private static final String TEMPLATE = """
            Parameters:
              Plain: {Type: String}
              Known: {Type: String}
              Zones: {Type: CommaDelimitedList}
            Mappings:
              Map: {a: {b: from-map}}
            Conditions:
              Never: !Equals [a, b]
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Group: {Type: AWS::EC2::SecurityGroup}
              Broker: {Type: AWS::AmazonMQ::Broker, Properties: {EngineType: RabbitMQ}}
            """;

    private static String shown(String expression) {
        Template template = TemplateFile.parse("t", TEMPLATE + "Expression: " + expression + "\n");
        Scenario scenario = Scenario.of(Map.of("Known", "known", "Zones", "x, y"), Optional.empty());
        List<Template> templates = List.of(template);
        return new Resolver(templates, scenario, new Nesting(templates)).value(template,
                template.section("Expression").entries().isEmpty()
                        ? template.body().entries().get("Expression")
                        : template.section("Expression"))
                .show();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            !Ref Vpc                                            | ${Vpc}
            !GetAtt Group.GroupId                               | ${Group}
            !GetAtt [Group, GroupId]                            | ${Group}
            !GetAtt Vpc.CidrBlock                               | 10.0.0.0/16
            !Ref Known                                          | known
            !Ref Plain                                          | ${Plain}
            !Ref Nobody                                         | ${`Nobody`, which names nothing in t}
            !Sub 'a ${Known} ${!Known} ${Vpc} ${ Group.GroupId }' | a known ${Known} ${Vpc} ${Group}
            !Sub ['${x}-${Known}', {x: !Ref Vpc}]               | ${Vpc}-known
            !Join ['/', [a, !Ref Known, !Ref Vpc]]              | a/known/${Vpc}
            !Join [',', !Ref Zones]                             | x,y
            !Select [1, !Ref Zones]                             | y
            !Select ['1', !Split [':', 'a:b:c']]                | b
            !Select [2, !Ref Zones]                             | ${item 2 of a list of 2}
            !Select [0, !GetAZs '']                             | ${AWS::AvailabilityZones}[0]
            !FindInMap [Map, a, b]                              | from-map
            !FindInMap [Map, a, c]                              | ${`FindInMap(Map, a, c)`, which is not in Mappings}
            !FindInMap [Map, a, c, {DefaultValue: d}]           | d
            !If [Never, a, !Ref Vpc]                            | ${Vpc}
            !If [Never, a, !Ref AWS::NoValue]                   | nothing
            [a, !Ref AWS::NoValue, null]                        | [a]
            !Select [3, !Cidr [!GetAtt Vpc.CidrBlock, 6, 8]]    | 10.0.3.0/24
            !Select [1, !Cidr [10.1.0.0/16, 2, 12]]             | 10.1.16.0/20
            !Select [2, !Split [':', !Select [0, !GetAtt Broker.AmqpEndpoints]]] | 5671
            !Sub 'arn:${AWS::Partition}:x'                      | arn:aws:x
            """)
    void shows(String expression, String value) {
        assertThat(shown(expression)).isEqualTo(value);
    }

    @Test
    void endsCyclesThatBranch() {
        Template template = TemplateFile.parse("t",
                """
                        Resources:
                          V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Join ['', [!GetAtt V.CidrBlock, !GetAtt V.CidrBlock]]}}
                        Outputs:
                          A: {Value: !Join ['', [!ImportValue b, !ImportValue b]], Export: {Name: a}}
                          B: {Value: !Join ['', [!ImportValue a, !ImportValue a]], Export: {Name: b}}
                        """);
        List<Template> templates = List.of(template);
        Resolver resolver = new Resolver(templates, Scenario.of(Map.of(), Optional.empty()), new Nesting(templates));

        assertThat(resolver.value(template, Tree.mapping("Fn::ImportValue", "a")).show())
                .contains("a cycle of references");
        assertThat(resolver.value(template, Tree.mapping("Fn::GetAtt", "V.CidrBlock")).show())
                .contains("a cycle of references");
    }

    @Test
    void writesJsonAroundWhatIsUnknown() {
        assertThat(shown("{'Fn::ToJsonString': {username: !Ref Plain, n: [1]}}"))
                .isEqualTo("{\"username\":\"${Plain}\",\"n\":[\"1\"]}");
    }

    @Test
    void tellsTheSameNameInTwoTemplatesApart() {
        Template one = TemplateFile.parse("one", TEMPLATE);
        Template two = TemplateFile.parse("two", TEMPLATE);
        Deployment deployment = new Deployment(List.of(one, two), Scenario.of(Map.of(), Optional.empty()));

        assertThat(deployment.ofType("AWS::EC2::VPC")).extracting(part -> part.ref().key()).doesNotHaveDuplicates()
                .hasSize(2);
    }
}
