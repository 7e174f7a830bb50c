package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.rabbitlambda.reachability.template.Tree;

/** Sound templates with one to four seeded faults, as people make them: something left out, mistyped, closed or denied. */
final class BrokenTemplates {
    private static final List<String> NEEDED = List.of("AWS::AmazonMQ::Broker", "AWS::Lambda::EventSourceMapping",
            "AWS::Lambda::Function", "AWS::Serverless::Function", "AWS::IAM::Role", "AWS::EC2::VPC",
            "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup", "AWS::EC2::RouteTable", "AWS::EC2::NatGateway",
            "AWS::EC2::InternetGateway", "AWS::EC2::EIP", "AWS::SecretsManager::Secret");
    private static final Map<String, String> MISTYPED = Map.of("443", "444", "5671", "5672", "allow", "deny", "Allow",
            "Deny", "true", "false", "*", "arn:aws:sqs:eu-west-1:123456789012:other", "sts:AssumeRole",
            "sts:GetCallerIdentity", "mq:DescribeBroker", "mq:ListBrokers", "10.20.0.0/24", "10.9.0.0/24",
            "0.0.0.0/0", "10.9.0.0/16");

    private final Random random;
    private Tree.Mapping template;

    private BrokenTemplates(Tree.Mapping template, long seed) {
        this.template = template;
        this.random = new Random(seed);
    }

    static Tree.Mapping of(Tree.Mapping sound, long seed) {
        BrokenTemplates broken = new BrokenTemplates(sound, seed);
        for (int faults = 1 + broken.random.nextInt(4); faults > 0; faults--) {
            broken.fault();
        }
        return broken.template;
    }

    private void fault() {
        switch (random.nextInt(8)) {
            case 0, 1 -> removeResource();
            case 2, 3 -> mistype();
            case 4 -> removeProperty();
            case 5 -> closeAcl();
            case 6 -> bound();
            default -> removeStatement();
        }
    }

    private void removeResource() {
        List<String> removable = ids().stream().filter(id -> !NEEDED.contains(type(id))).toList();
        if (!removable.isEmpty()) {
            template = Stacks.without(template, pick(removable));
        }
    }

    private void mistype() {
        List<String> places = new ArrayList<>();
        find(template, "", (path, tree) -> path.contains("/Properties/")
                && tree.asText().filter(MISTYPED::containsKey).isPresent(), places);
        if (!places.isEmpty()) {
            String place = pick(places);
            template = Stacks.with(template, place, MISTYPED.get(at(place).asText().orElseThrow()));
        }
    }

    private void removeProperty() {
        List<String> places = new ArrayList<>();
        find(template, "", (path, tree) -> path.matches(
                "Resources/[^/]+/Properties/(PrivateDnsEnabled|EnableDnsHostnames|Policies|SecurityGroupIngress|ManagedPolicyArns|PolicyDocument|VpcEndpointType|AllocationId)"),
                places);
        if (!places.isEmpty()) {
            template = Stacks.with(template, pick(places), null);
        }
    }

    private void removeStatement() {
        List<String> places = new ArrayList<>();
        find(template, "", (path, tree) -> path.matches(".*/(Statement|Policies|SecurityGroupIngress)/\\d+"), places);
        if (!places.isEmpty()) {
            template = Stacks.with(template, pick(places), null);
        }
    }

    private void closeAcl() {
        List<String> subnets = ids().stream().filter(subnet -> type(subnet).equals("AWS::EC2::Subnet")).toList();
        if (subnets.isEmpty()) {
            return;
        }
        String id = "Acl" + random.nextInt(2);
        add(id, "AWS::EC2::NetworkAcl", "VpcId", Tree.mapping("Ref", first("AWS::EC2::VPC")));
        add(id + "For", "AWS::EC2::SubnetNetworkAclAssociation", "NetworkAclId", Tree.mapping("Ref", id), "SubnetId",
                Tree.mapping("Ref", pick(subnets)));
        for (int entry = random.nextInt(4); entry > 0; entry--) {
            int number = 100 * entry;
            add(id + "Entry" + number, "AWS::EC2::NetworkAclEntry", "NetworkAclId", Tree.mapping("Ref", id),
                    "RuleNumber", number, "Protocol", -1, "Egress", random.nextBoolean(), "RuleAction",
                    random.nextBoolean() ? "allow" : "deny", "CidrBlock",
                    random.nextBoolean() ? "0.0.0.0/0" : "10.20.0.0/16");
        }
    }

    private void bound() {
        List<String> roles = ids().stream().filter(id -> type(id).equals("AWS::IAM::Role")).toList();
        if (!roles.isEmpty()) {
            List<String> actions = List.of("mq:DescribeBroker", "secretsmanager:GetSecretValue", "ec2:Create*",
                    "ec2:Delete*", "ec2:Describe*", "logs:*");
            add("Boundary", "AWS::IAM::ManagedPolicy", "PolicyDocument", Tree.mapping("Version", "2012-10-17",
                    "Statement", List.of(Tree.mapping("Effect", "Allow", "Action",
                            actions.stream().filter(action -> random.nextInt(3) > 0).toList(), "Resource", "*"))));
            template = Stacks.with(template, "Resources/" + pick(roles) + "/Properties/PermissionsBoundary",
                    Tree.mapping("Ref", "Boundary"));
        }
    }

    private interface Wanted {
        boolean test(String path, Tree tree);
    }

    private static void find(Tree tree, String path, Wanted wanted, List<String> places) {
        if (wanted.test(path, tree)) {
            places.add(path);
        }
        String prefix = path.isEmpty() ? "" : path + "/";
        if (tree instanceof Tree.Mapping mapping) {
            mapping.entries().forEach((key, value) -> find(value, prefix + key, wanted, places));
        } else if (tree instanceof Tree.Sequence(List<Tree> items)) {
            for (int i = 0; i < items.size(); i++) {
                find(items.get(i), prefix + i, wanted, places);
            }
        }
    }

    private Tree at(String path) {
        Tree found = template;
        for (String step : path.split("/")) {
            found = found instanceof Tree.Sequence(List<Tree> items)
                    ? items.get(Integer.parseInt(step))
                    : found.asMapping().entry(step).orElseThrow();
        }
        return found;
    }

    private void add(String id, String type, Object... properties) {
        template = Stacks.with(template, "Resources/" + id,
                Tree.mapping("Type", type, "Properties", Tree.mapping(properties)));
    }

    private String first(String type) {
        return ids().stream().filter(id -> type(id).equals(type)).findFirst().orElseThrow();
    }

    private List<String> ids() {
        return List.copyOf(resources().keySet());
    }

    private Map<String, Tree> resources() {
        return new LinkedHashMap<>(template.entry("Resources").orElseThrow().asMapping().entries());
    }

    private String type(String id) {
        return resources().get(id).asMapping().entry("Type").flatMap(Tree::asText).orElse("");
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
