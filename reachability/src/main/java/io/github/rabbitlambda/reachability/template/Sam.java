package io.github.rabbitlambda.reachability.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expands SAM's functions with MQ events into what SAM deploys for them: the function, its role with the policies that
 * SAM adds, and the mapping (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-mq.html).
 */
final class Sam {
    private static final String FUNCTION = "AWS::Serverless::Function";

    private Sam() {}

    static Tree expand(Tree template) {
        return template instanceof Tree.Mapping mapping ? expand(mapping) : template;
    }

    private static Tree.Mapping expand(Tree.Mapping template) {
        Tree.Mapping written = template.entry("Resources").map(Tree::asMapping).orElseGet(Tree::empty);
        boolean none = written.entries().values().stream().noneMatch(Sam::isFunction);
        if (none) {
            return template;
        }
        Tree.Mapping globals = template.entry("Globals").flatMap(tree -> tree.asMapping().entry("Function"))
                .map(Tree::asMapping).orElseGet(Tree::empty);
        Map<String, Tree> resources = new LinkedHashMap<>();
        written.entries().forEach((id, resource) -> {
            if (isFunction(resource)) {
                function(id, resource.asMapping(), globals, resources);
            } else {
                resources.put(id, resource);
            }
        });
        return template.with("Resources", new Tree.Mapping(resources));
    }

    private static boolean isFunction(Tree resource) {
        return resource.asMapping().entry("Type").flatMap(Tree::asText).filter(FUNCTION::equals).isPresent();
    }

    private static void function(String id, Tree.Mapping declaration, Tree.Mapping globals,
            Map<String, Tree> resources) {
        Tree.Mapping own = declaration.entry("Properties").map(Tree::asMapping).orElseGet(Tree::empty);
        Tree.Mapping properties = merged(globals, own);
        boolean generated = properties.entry("Role").isEmpty();
        Tree role = properties.entry("Role").orElse(Tree.mapping("Fn::GetAtt", List.of(id + "Role", "Arn")));
        resources.put(id, new Tree.Mapping(declaration.with("Type", Tree.text("AWS::Lambda::Function"))
                .with("Properties", new Tree.Mapping(properties.with("Role", role).entries())).entries()));
        List<Tree> policies = new ArrayList<>();
        properties.entry("Events").map(Tree::asMapping).orElseGet(Tree::empty).entries().forEach((event, tree) -> {
            if (tree.asMapping().entry("Type").flatMap(Tree::asText).filter("MQ"::equals).isPresent()) {
                Tree.Mapping source = tree.asMapping().entry("Properties").map(Tree::asMapping).orElseGet(Tree::empty);
                resources.put(id + event, mapping(id, declaration, source));
                policies.add(policy(event, source));
            }
        });
        if (generated) {
            resources.put(id + "Role",
                    SamRole.of(declaration, properties, policies).with(Resource.GENERATED, Tree.text("true")));
        }
    }

    /** SAM's merge of Globals: mappings merge, lists are joined, the function's own values win. */
    private static Tree.Mapping merged(Tree.Mapping globals, Tree.Mapping own) {
        Map<String, Tree> result = new LinkedHashMap<>(globals.entries());
        own.entries().forEach((name, tree) -> result.merge(name, tree, Sam::merge));
        return new Tree.Mapping(result);
    }

    private static Tree merge(Tree global, Tree own) {
        boolean function = own.asMapping().entries().keySet().stream()
                .anyMatch(key -> key.equals("Ref") || key.startsWith("Fn::"));
        if (global instanceof Tree.Mapping first && own instanceof Tree.Mapping second && !function) {
            return merged(first, second);
        }
        if (global instanceof Tree.Sequence(List<Tree> first) && own instanceof Tree.Sequence(List<Tree> second)) {
            List<Tree> all = new ArrayList<>(first);
            all.addAll(second);
            return new Tree.Sequence(all);
        }
        return own;
    }

    private static Tree mapping(String function, Tree.Mapping declaration, Tree.Mapping event) {
        Map<String, Tree> properties = new LinkedHashMap<>(event.entries());
        Optional.ofNullable(properties.remove("Broker")).ifPresent(broker -> properties.put("EventSourceArn", broker));
        properties.remove("SecretsManagerKmsKeyId");
        properties.remove("DynamicPolicyName");
        properties.put("FunctionName", Tree.mapping("Ref", function));
        Map<String, Tree> mapping = new LinkedHashMap<>();
        mapping.put("Type", Tree.text(Resource.EVENT_SOURCE_MAPPING));
        declaration.entry("Condition").ifPresent(condition -> mapping.put("Condition", condition));
        mapping.put(Resource.GENERATED, Tree.text("true"));
        declaration.entry("DependsOn").ifPresent(depends -> mapping.put("DependsOn", depends));
        mapping.put("Properties", new Tree.Mapping(properties));
        return new Tree.Mapping(mapping);
    }

    private static Tree policy(String id, Tree.Mapping event) {
        List<Tree> statements = new ArrayList<>();
        for (Tree item : event.entry("SourceAccessConfigurations").map(Tree::asItems).orElse(List.of())) {
            if (item.asMapping().entry("Type").flatMap(Tree::asText).filter("BASIC_AUTH"::equals).isPresent()) {
                item.asMapping().entry("URI")
                        .ifPresent(uri -> statements.add(allow("secretsmanager:GetSecretValue", uri)));
            }
        }
        event.entry("Broker").ifPresent(broker -> statements.add(allow("mq:DescribeBroker", broker)));
        event.entry("SecretsManagerKmsKeyId")
                .ifPresent(key -> statements.add(allow("kms:Decrypt", Tree.mapping("Fn::Sub",
                        List.of("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${key}",
                                Tree.mapping("key", key))))));
        return Tree.mapping("PolicyName", policyName(id, event), "PolicyDocument",
                Tree.mapping("Version", "2012-10-17", "Statement", statements));
    }

    private static String policyName(String id, Tree.Mapping event) {
        boolean ofEvent = event.entry("DynamicPolicyName").flatMap(Tree::asText).filter("true"::equalsIgnoreCase)
                .isPresent();
        return "SamAutoGeneratedAMQPolicy" + (ofEvent ? id : "");
    }

    private static Tree allow(String action, Tree resource) {
        return Tree.mapping("Effect", "Allow", "Action", action, "Resource", resource);
    }
}
