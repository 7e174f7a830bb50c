package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.Tree;

/** The resources by their ids and ARNs, as far as these are known: those that exist already. */
final class KnownIds {
    // A resource's own id before that of a VPC which names the same thing.
    private static final List<String> IDENTITIES = List.of("arn", "id", "allocation_id", "key_id",
            "name", "function_name", "default_security_group_id", "default_network_acl_id", "default_route_table_id",
            "main_route_table_id");
    private static final List<String> NAMES = List.of("name", "function_name");
    /** An id that AWS generates; names could be a part of any text by chance. */
    private static final Pattern GENERATED = Pattern
            .compile("[a-z]+-[0-9a-f]{8,}[0-9a-f-]*|[0-9a-f]{8}(-[0-9a-f]+){4}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{8,}");

    private final Map<String, List<Target>> targets = new HashMap<>();

    KnownIds(Plan plan) {
        for (String attribute : IDENTITIES) {
            plan.instances().stream().filter(instance -> CloudFormation.isTranslated(instance.type()))
                    .filter(instance -> !instance.isData()).forEach(instance -> add(instance, attribute));
        }
    }

    private void add(Instance instance, String attribute) {
        instance.at(attribute).text().ifPresent(id -> targets.computeIfAbsent(id, key -> new ArrayList<>())
                .add(new Target(instance, attribute)));
    }

    /** The resource of one of these types with this id, ARN or name; without types, with this id or ARN. */
    Optional<Target> find(String id, String... types) {
        List<String> wanted = List.of(types);
        return targets.getOrDefault(id, List.of()).stream()
                .filter(target -> wanted.isEmpty()
                        ? !NAMES.contains(target.attribute())
                        : wanted.contains(target.instance().type()))
                .findFirst();
    }

    /** The text with references in place of the ids and ARNs in it. */
    Tree linked(String text) {
        if (text.startsWith("arn:") && find(text).isPresent()) {
            return CloudFormation.reference(find(text).get());
        }
        List<Tree> pieces = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find()) {
            Optional<Target> target = GENERATED.matcher(word.group()).matches() ? find(word.group()) : Optional.empty();
            if (target.isPresent()) {
                pieces.add(Tree.text(text.substring(end, word.start())));
                pieces.add(CloudFormation.reference(target.get()));
                end = word.end();
            }
        }
        pieces.add(Tree.text(text.substring(end)));
        return pieces.size() == 1 ? Tree.text(text) : Tree.mapping("Fn::Join", List.of("", pieces));
    }
}
