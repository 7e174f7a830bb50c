package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Set;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.OpenChoice;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.TemplateParameter;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether the mapping and its broker can be seen. */
final class R01EventSourceArn {
    static final Rule RULE = new Rule("R1",
            "`EventSourceArn` is `Fn::GetAtt` `Arn` of a broker in the templates, by itself or in a text around the broker's id. A parameter or a literal ARN is unknown.",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html");

    private final Report report;

    R01EventSourceArn(Report report) {
        this.report = report;
    }

    /** Whether the resource is deployed as its template says: no macro rewrites the template. */
    boolean isAsWritten(Resource resource) {
        List<String> rewrites = resource.template().rewrites();
        rewrites.forEach(rewrite -> report.unknown(RULE, "what the template says at deployment",
                UnknownReason.of(rewrite + " in " + resource.template().name() + ",",
                        "check the template that is really deployed")));
        return rewrites.isEmpty();
    }

    void mayNotBeMade(ResolvedResource subject) {
        report.unknown(RULE, "whether `" + subject.id() + "` is made", subject.present().reasons());
    }

    void tooManyCases(Set<OpenChoice> open) {
        List<String> deciding = open.stream().map(choice -> switch (choice) {
            case OpenChoice.OfParameter(TemplateParameter parameter) -> "parameter `" + parameter.name() + "`";
            case OpenChoice.OfComparison(OpenChoice.Comparison comparison) -> "whether " + comparison.words();
        }).toList();
        report.unknown(RULE, "the conditions", UnknownReason.of("what decides them, " + String.join(" and ", deciding)
                + ", has more combinations than the check tries and so", "give --parameter for some of them"));
    }

    void requireBroker(EventSourceMapping mapping, ResolvedResource broker) {
        report.require(RULE, broker.present(), "whether broker `" + broker.id() + "` is made", () -> Failure.of(""));
        if (mapping.source() instanceof Value.Reference(Resource resource, String attribute)
                && !attribute.equals("Arn")) {
            report.fail(RULE, idInsteadOfArn(mapping, resource));
        }
    }

    private static Failure idInsteadOfArn(EventSourceMapping mapping, Resource broker) {
        return new Failure(
                mapping.subject() + " cannot be created: its EventSourceArn is the id of broker `" + broker.id()
                        + "`, and it takes the ARN. Write Fn::GetAtt " + broker.id() + ".Arn.",
                new Repair(mapping.resource().template(), "Give " + mapping.id() + " the ARN of its broker")
                        .set(mapping.resource(), "EventSourceArn",
                                Tree.mapping("Fn::GetAtt", List.of(broker.id(), "Arn")))
                        .fixes());
    }

    void unseenBroker(EventSourceMapping mapping) {
        if (mapping.source().isMissing()) {
            report.fail(RULE, withoutSource(mapping));
            return;
        }
        UnknownReason reason = mapping.source().unknownReason();
        report.unknown(RULE, "the broker of `" + mapping.id() + "`",
                new UnknownReason("EventSourceArn, " + reason.what() + ",",
                        "check it with the template that declares the broker, or write it as Fn::GetAtt of the broker",
                        reason.openParameters()));
    }

    private static Failure withoutSource(EventSourceMapping mapping) {
        List<ResolvedResource> brokers = mapping.deployment().ofType(Broker.TYPE);
        Repair repair = new Repair(mapping.resource().template(), "Give " + mapping.id() + " its broker");
        return new Failure(mapping.subject()
                + " cannot be created: it names no broker. Set EventSourceArn (Broker in an event of SAM) to Fn::GetAtt Arn of the broker.",
                brokers.size() == 1
                        ? repair.set(mapping.resource(), "EventSourceArn", repair.expression(brokers.getFirst().arn()))
                                .fixes()
                        : List.of());
    }

    void noteIfDisabled(EventSourceMapping mapping) {
        if (mapping.resource().flag("Enabled", true).isNo()) {
            report.note(RULE, mapping.subject() + " is disabled: it reads nothing until Enabled is true.");
        }
    }
}
