package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * A VPC that exists already, in which a stack makes its broker.
 *
 * @param subnetIds
 *            of the broker; empty where they are looked up
 * @param availabilityZones
 *            of the subnets, in their order; may be empty
 * @param lookUp
 *            the account that the CDK asks for the VPC, if it is to
 */
public record ExistingVpc(String id, List<String> subnetIds, List<String> availabilityZones, Optional<Target> lookUp) {
    private static final String VPC = "vpc-[0-9a-f]{8}(?:[0-9a-f]{9})?";
    private static final String SUBNET = "subnet-[0-9a-f]{8}(?:[0-9a-f]{9})?";

    public ExistingVpc {
        subnetIds = List.copyOf(subnetIds);
        availabilityZones = List.copyOf(availabilityZones);
    }

    static Optional<ExistingVpc> read(Context context, BrokerOptions broker) {
        if (!context.isGiven("vpcId")) {
            context.refuseIfGiven(List.of("subnetIds", "vpcLookup"), "vpcId is not given, so no VPC is taken");
            return Optional.empty();
        }
        context.refuseIfGiven(List.of("vpcCidr", "existingEndpoints", "replaceBroker"),
                "vpcId is given, and its VPC is used as it is, without endpoints of ours or a guard over changes");
        boolean lookUp = context.flag("vpcLookup", false);
        List<String> subnets = subnets(context, lookUp, broker);
        context.check(() -> checkZones(broker, subnets));
        return context.text("vpcId")
                .flatMap(id -> context.orElse(Optional.empty(), () -> Optional.of(checked(id))))
                .map(id -> new ExistingVpc(id, subnets, broker.availabilityZones(),
                        context.target().filter(target -> lookUp)));
    }

    static String checked(String id) {
        if (!id.matches(VPC)) {
            throw Refusal.of("vpcId", "an id such as vpc-0123456789abcdef0", id, "it is neither a name nor an ARN");
        }
        return id;
    }

    private static List<String> subnets(Context context, boolean lookUp, BrokerOptions broker) {
        List<String> subnets = idList(context, "subnetIds", SUBNET, "subnet-0123456789abcdef0");
        if (lookUp) {
            context.check(() -> requireTarget(context));
        } else {
            context.require("subnetIds", "given together with vpcId",
                    "the broker is in them; with vpcLookup the CDK finds them in your account");
            context.check(() -> checkCount(broker, subnets, context));
        }
        return subnets;
    }

    private static void requireTarget(Context context) {
        if (context.target().isEmpty()) {
            throw Refusal.of("vpcLookup", "false", true, "a look-up needs an account and a Region: sign in to AWS and"
                    + " name a Region, so that the CDK sets CDK_DEFAULT_ACCOUNT and CDK_DEFAULT_REGION");
        }
    }

    private static void checkCount(BrokerOptions broker, List<String> subnets, Context context) {
        boolean single = broker.deploymentMode() == DeploymentMode.SINGLE_INSTANCE;
        if (subnets.isEmpty() || (single ? subnets.size() == 1 : subnets.size() > 1)) {
            return;
        }
        throw Refusal.of("subnetIds",
                single ? "one subnet for deploymentMode single" : "at least two subnets for deploymentMode cluster",
                String.join(",", subnets),
                single ? "a single broker is in one" : "a cluster in one zone goes down with it");
    }

    private static void checkZones(BrokerOptions broker, List<String> subnets) {
        int zones = broker.availabilityZones().size();
        if (zones > 0 && !subnets.isEmpty() && zones != subnets.size()) {
            throw Refusal.of("availabilityZones", "as many as subnetIds, which are " + subnets.size(),
                    String.join(",", broker.availabilityZones()), "each is the zone of one subnet, in the same order");
        }
    }

    /** Ids of one form, all different. */
    static List<String> idList(Context context, String option, String form, String example) {
        List<String> ids = context.list(option);
        ids.stream().filter(id -> !id.matches(form)).forEach(id -> context.check(() -> {
            throw Refusal.of(option, "ids such as " + example, id, "they are neither names nor ARNs");
        }));
        context.check(() -> {
            if (ids.stream().distinct().count() != ids.size()) {
                throw Refusal.of(option, "different ids", String.join(",", ids), "each counts once");
            }
        });
        return ids;
    }

    static List<String> subnetList(Context context, String option) {
        return idList(context, option, SUBNET, "subnet-0123456789abcdef0");
    }
}
