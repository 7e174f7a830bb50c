package io.github.rabbitlambda.reachability.terraform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Translates each type of resource. What is added to another resource, such as an attachment, comes after that one; routes
 * and rules come before the table or ACL that may repeat them.
 */
final class Translator {
    private final Map<String, Consumer<Instance>> types = new LinkedHashMap<>();
    private final Translation translation;
    private final RouteTypes routes;
    private final NetworkAclTypes acls;

    private Translator(Plan plan) {
        this.translation = new Translation(plan);
        this.routes = new RouteTypes(translation);
        this.acls = new NetworkAclTypes(translation);
        vpcs(new VpcTypes(translation));
        routesAndAcls();
        groups(new SecurityGroupTypes(translation));
        Policies policies = new Policies(translation.links());
        endpoints(new EndpointTypes(translation, policies));
        roles(new RoleTypes(translation, policies));
        Credentials credentials = new Credentials();
        secrets(new SecretTypes(translation, policies, credentials));
        messaging(new MessagingTypes(translation, credentials));
        others(new OtherTypes(translation));
    }

    static Translation translate(Plan plan) {
        Translator translator = new Translator(plan);
        translator.types.forEach((type, translate) -> plan.ofType(type).stream()
                .filter(instance -> !instance.isData()).forEach(translate));
        translator.routes.associateMainTables();
        translator.acls.associateDefaults();
        translator.unmodelled(plan);
        return translator.translation;
    }

    private void vpcs(VpcTypes vpcs) {
        types.put("aws_vpc", vpcs::vpc);
        types.put("aws_vpc_ipv4_cidr_block_association", vpcs::moreAddresses);
        types.put("aws_subnet", vpcs::subnet);
        types.put("aws_internet_gateway", vpcs::internetGateway);
        types.put("aws_internet_gateway_attachment", vpcs::attachment);
        types.put("aws_nat_gateway", vpcs::natGateway);
        types.put("aws_eip", vpcs::address);
        types.put("aws_vpc_dhcp_options", vpcs::dhcpOptions);
        types.put("aws_vpc_dhcp_options_association", vpcs::dhcpOptionsAssociation);
        types.put("aws_vpc_block_public_access_options", vpcs::blockPublicAccess);
        types.put("aws_route53_zone", vpcs::hostedZone);
        types.put("aws_route53_resolver_firewall_rule_group_association", association -> vpcs.resolver(association,
                "AWS::Route53Resolver::FirewallRuleGroupAssociation"));
        types.put("aws_route53_resolver_rule_association", association -> vpcs.resolver(association,
                "AWS::Route53Resolver::ResolverRuleAssociation"));
    }

    private void routesAndAcls() {
        types.put("aws_route", routes::route);
        types.put("aws_route_table", routes::table);
        types.put("aws_default_route_table", routes::table);
        types.put("aws_route_table_association", routes::association);
        types.put("aws_network_acl_rule", acls::rule);
        types.put("aws_network_acl_association", acls::association);
        types.put("aws_network_acl", acls::acl);
        types.put("aws_default_network_acl", acls::acl);
    }

    private void groups(SecurityGroupTypes groups) {
        types.put("aws_security_group", groups::group);
        types.put("aws_default_security_group", groups::group);
        types.put("aws_security_group_rule", groups::rule);
        types.put("aws_vpc_security_group_ingress_rule", rule -> groups.singleRule(rule, "ingress"));
        types.put("aws_vpc_security_group_egress_rule", rule -> groups.singleRule(rule, "egress"));
    }

    private void endpoints(EndpointTypes endpoints) {
        types.put("aws_vpc_endpoint", endpoints::endpoint);
        types.put("aws_vpc_endpoint_subnet_association", endpoints::subnet);
        types.put("aws_vpc_endpoint_security_group_association", endpoints::group);
        types.put("aws_vpc_endpoint_policy", endpoints::policy);
    }

    private void roles(RoleTypes roles) {
        types.put("aws_iam_role", roles::role);
        types.put("aws_iam_policy", roles::policy);
        types.put("aws_iam_role_policy", roles::rolePolicy);
        types.put("aws_iam_role_policy_attachment", roles::attachment);
        types.put("aws_iam_role_policy_attachments_exclusive", roles::attachments);
        types.put("aws_iam_policy_attachment", roles::attachmentOfRoles);
    }

    private void secrets(SecretTypes secrets) {
        types.put("aws_secretsmanager_secret", secrets::secret);
        types.put("aws_secretsmanager_secret_version", secrets::version);
        types.put("aws_secretsmanager_secret_policy", secrets::policy);
        types.put("aws_kms_key", secrets::key);
        types.put("aws_kms_key_policy", secrets::keyPolicy);
        types.put("aws_kms_alias", secrets::alias);
    }

    private void messaging(MessagingTypes messaging) {
        types.put("aws_mq_broker", messaging::broker);
        types.put("aws_lambda_function", messaging::function);
        types.put("aws_lambda_alias", messaging::alias);
        types.put("aws_lambda_event_source_mapping", messaging::mapping);
        types.put("aws_pipes_pipe", messaging::pipe);
    }

    private void others(OtherTypes others) {
        types.put("aws_cloudformation_stack", others::stack);
        types.put("aws_cloudcontrolapi_resource", others::stack);
        types.put("aws_lambda_invocation", others::stack);
        types.put("awscc_amazonmq_broker", others::broker);
        types.put("awscc_lambda_event_source_mapping", others::mapping);
    }

    // Expressions may refer to any resource.
    private void unmodelled(Plan plan) {
        for (Instance instance : plan.instances()) {
            boolean known = types.containsKey(instance.type()) || instance.isData();
            if (!known) {
                translation.add(instance, new Properties());
                translation.noteUnmodelled(instance.type());
            }
        }
    }
}
