package io.github.rabbitlambda.reachability.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.TemplateFile;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Scenario;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

class RepairTest {
    private static final Template TEMPLATE = TemplateFile.parse("t", """
            Transform: AWS::Serverless-2016-10-31
            Parameters: {Name: {Type: String}}
            Resources:
              A: {Type: T, Properties: {One: x, List: [x], Chosen: !If [c, x, y], Referred: !Ref Name, Object: {k: v}}}
              A2: {Type: T}
              S: {Type: AWS::EC2::SecurityGroup}
              F: {Type: AWS::Serverless::Function, Properties: {Events: {Mq: {Type: MQ, Properties: {Queues: [q]}}}}}
            """);
    private static final Template OTHER = TemplateFile.parse("o", "Resources: {A: {Type: T}}");
    private static final Deployment DEPLOYMENT = new Deployment(List.of(TEMPLATE, OTHER),
            Scenario.of(Map.of(), Optional.empty()));
    private static final Tree ITEM = Tree.text("i");

    private static ResolvedResource resource(Template template, String id) {
        return DEPLOYMENT.resolved(template.resources().get(id));
    }

    private static Repair repair() {
        return new Repair(TEMPLATE, "summary");
    }

    private static String changes(Repair repair) {
        return String.join("; ", repair.fixes().stream().flatMap(fix -> fix.changes().stream())
                .map(RepairTest::shown).toList());
    }

    private static String shown(Fix.Change change) {
        return change.operation() + " " + change.pointer() + " " + change.json().replaceAll("\\s+", "");
    }

    @Test
    void setsPropertiesOfAnyResource() {
        assertThat(changes(repair().set(resource(TEMPLATE, "A"), "One", ITEM)))
                .isEqualTo("add /Resources/A/Properties/One \"i\"");
        assertThat(changes(repair().set(resource(TEMPLATE, "A2"), "One", ITEM)))
                .isEqualTo("add /Resources/A2/Properties {\"One\":\"i\"}");
    }

    @Test
    void appendsToListsSingleValuesAndNothing() {
        ResolvedResource target = resource(TEMPLATE, "A");
        assertThat(changes(repair().append(target, ITEM, "Properties", "List")))
                .isEqualTo("add /Resources/A/Properties/List/- \"i\"");
        assertThat(changes(repair().append(target, ITEM, "Properties", "One")))
                .isEqualTo("replace /Resources/A/Properties/One [\"x\",\"i\"]");
        assertThat(changes(repair().append(target, ITEM, "Properties", "Object")))
                .isEqualTo("replace /Resources/A/Properties/Object [{\"k\":\"v\"},\"i\"]");
        assertThat(changes(repair().append(target, ITEM, "Properties", "None")))
                .isEqualTo("add /Resources/A/Properties/None [\"i\"]");
    }

    @Test
    void hasNoFixForListsThatAreFunctions() {
        assertThat(repair().append(resource(TEMPLATE, "A"), ITEM, "Properties", "Chosen").fixes()).isEmpty();
        assertThat(repair().append(resource(TEMPLATE, "A"), ITEM, "Properties", "Referred").fixes()).isEmpty();
    }

    @Test
    void hasNoFixForWhatIsNotInTheTemplateAsItWasWritten() {
        assertThat(repair().set(resource(OTHER, "A"), "One", ITEM).fixes()).isEmpty();
        assertThat(repair().set(resource(TEMPLATE, "FMq"), "One", ITEM).fixes()).isEmpty();
        assertThat(repair().append(resource(TEMPLATE, "FRole"), ITEM, "Properties", "Policies").fixes()).isEmpty();
        assertThat(repair().set(resource(OTHER, "A"), "One", ITEM).set(resource(TEMPLATE, "A"), "One", ITEM).fixes())
                .isEmpty();
    }

    @Test
    void removesOnlyWhatIsThere() {
        assertThat(changes(repair().remove(resource(TEMPLATE, "A"), "One")))
                .isEqualTo("remove /Resources/A/Properties/One ");
        assertThat(repair().remove(resource(TEMPLATE, "A"), "None").fixes()).isEmpty();
    }

    @Test
    void addsResourcesUnderFreeIds() {
        assertThat(changes(repair().resource("A-", "T", Tree.empty())))
                .isEqualTo("add /Resources/A3 {\"Type\":\"T\",\"Properties\":{}}");
        assertThat(Repair.freshId(TEMPLATE, "New")).isEqualTo("New");
    }

    @Test
    void writesValuesAsExpressions() {
        assertThat(repair().expression(new Value.Text("x"))).isEqualTo(Tree.text("x"));
        assertThat(repair().expression(resource(TEMPLATE, "A").ref())).isEqualTo(Tree.mapping("Ref", "A"));
        assertThat(repair().expression(resource(TEMPLATE, "A").arn()))
                .isEqualTo(Tree.mapping("Fn::GetAtt", List.of("A", "Arn")));
        assertThat(repair().expression(resource(TEMPLATE, "S").ref()))
                .isEqualTo(Tree.mapping("Fn::GetAtt", List.of("S", "GroupId")));
        assertThat(repair().expression(new Value.Opaque("${Name}", UnknownReason.of("Name", ""))))
                .isEqualTo(Tree.mapping("Ref", "Name"));
    }

    @Test
    void hasNoFixForValuesThatTheTemplateCanNotExpress() {
        for (Value value : List.of(resource(OTHER, "A").ref(), Value.MISSING,
                new Value.Opaque("${Else}", UnknownReason.of("Else", "")),
                new Value.Opaque("Name", UnknownReason.of("Name", "")))) {
            Repair repair = repair().set(resource(TEMPLATE, "A"), "One", ITEM);
            repair.expression(value);
            assertThat(repair.fixes()).as(value.show()).isEmpty();
        }
    }
}
