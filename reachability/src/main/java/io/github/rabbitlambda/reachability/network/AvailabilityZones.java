package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether subnets are in different availability zones. */
public final class AvailabilityZones {
    private static final Pattern SELECTED = Pattern.compile("\\$\\{AWS::AvailabilityZones}\\[\\d+]");

    private AvailabilityZones() {}

    /** The Region of the zones that subnets name literally, if they are all of one: the stack can be deployed to no other. */
    public static Optional<String> region(List<Template> templates) {
        List<String> regions = templates.stream().flatMap(template -> template.resources().values().stream())
                .filter(resource -> resource.type().equals(Subnet.TYPE))
                .flatMap(subnet -> subnet.properties().asMapping().entry("AvailabilityZone").flatMap(Tree::asText)
                        .stream())
                .filter(zone -> zone.matches("[a-z]{2,}(-[a-z]+)+-\\d+[a-z]"))
                .map(zone -> zone.substring(0, zone.length() - 1)).distinct().toList();
        return regions.size() == 1 ? Optional.of(regions.getFirst()) : Optional.empty();
    }

    public static Answer distinct(List<Subnet> subnets) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < subnets.size(); i++) {
            for (int j = 0; j < i; j++) {
                answers.add(differ(subnets.get(i), subnets.get(j)));
            }
        }
        return Answer.all(answers);
    }

    private static Answer differ(Subnet one, Subnet two) {
        if (one.value().key().equals(two.value().key())) {
            return Answer.NO;
        }
        if (one.resource().isEmpty() || two.resource().isEmpty()) {
            return Answer.maybe((one.resource().isEmpty() ? one : two).unseen());
        }
        Value first = zone(one);
        Value second = zone(two);
        if (first.isMissing() || second.isMissing()) {
            return Answer.maybe("the availability zone of subnet `" + (first.isMissing() ? one : two).name() + "`",
                    "give the subnet an AvailabilityZone");
        }
        if (first.key().equals(second.key())) {
            return Answer.NO;
        }
        if (first instanceof Value.Text && second instanceof Value.Text || isSelected(first) && isSelected(second)) {
            return Answer.YES;
        }
        return ofOneList(first, second)
                ? Answer.assuming("the entries of " + first.unknownReason().what().replaceFirst("^item \\d+ of ", "")
                        + " are different availability zones")
                : Answer.maybe((first instanceof Value.Text ? second : first).unknownReason());
    }

    private static Value zone(Subnet subnet) {
        Value zone = subnet.resource().orElseThrow().get("AvailabilityZone");
        return zone.isMissing() ? subnet.resource().orElseThrow().get("AvailabilityZoneId") : zone;
    }

    private static boolean isSelected(Value zone) {
        return zone instanceof Value.Opaque(String name, UnknownReason reason) && SELECTED.matcher(name).matches();
    }

    private static boolean ofOneList(Value first, Value second) {
        return first instanceof Value.Opaque(String one, UnknownReason d1)
                && second instanceof Value.Opaque(String two, UnknownReason d2)
                && one.endsWith("]") && two.endsWith("]")
                && one.replaceAll("\\[\\d+]$", "").equals(two.replaceAll("\\[\\d+]$", ""));
    }
}
