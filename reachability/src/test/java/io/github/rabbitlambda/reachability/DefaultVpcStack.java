package io.github.rabbitlambda.reachability;

import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** A broker in the default VPC whose endpoints take VPC and groups from a custom resource that reads the broker. */
final class DefaultVpcStack {
    private DefaultVpcStack() {}

    static Tree.Mapping template() {
        Tree.Mapping template = Stacks.tree("G1-isolated.json");
        template = Stacks.with(Stacks.with(template, "Resources/Broker/Properties/SubnetIds", null),
                "Resources/Broker/Properties/SecurityGroups", null);
        template = Stacks.with(template, "Resources/Network",
                Tree.mapping("Type", "Custom::DefaultNetwork", "Properties",
                        Tree.mapping("ServiceToken", "arn:aws:lambda:eu-west-1:123456789012:function:f", "Broker",
                                Tree.mapping("Ref", "Broker"))));
        for (String endpoint : List.of("StsEndpoint", "SecretsEndpoint", "LambdaApiEndpoint")) {
            String properties = "Resources/" + endpoint + "/Properties/";
            template = Stacks.with(template, properties + "VpcId", Tree.mapping("Fn::GetAtt", "Network.VpcId"));
            template = Stacks.with(template, properties + "SubnetIds", Tree.mapping("Fn::GetAtt", "Network.SubnetIds"));
            template = Stacks.with(template, properties + "SecurityGroupIds",
                    Tree.mapping("Fn::GetAtt", "Network.SecurityGroupIds"));
        }
        return template;
    }
}
