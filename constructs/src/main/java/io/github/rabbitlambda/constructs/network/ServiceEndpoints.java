package io.github.rabbitlambda.constructs.network;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.constructs.Construct;

/**
 * Interface endpoints of the three services that a mapping calls from the broker's subnets: STS to assume the
 * function's role, Secrets Manager to read the password, Lambda to invoke. Their private DNS answers for the services'
 * names in the whole VPC. https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html
 */
public final class ServiceEndpoints extends Construct {
    private static final String CHINESE_REGION = "cn-north-1";
    private static final Stack CHINA = new Stack(
            new App(AppProps.builder().autoSynth(false).build()), "China",
            StackProps.builder().env(Environment.builder().region(CHINESE_REGION).build()).build());
    private final Props props;
    private final CfnCondition inChina;

    public ServiceEndpoints(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        props.access().ifPresent(access -> getNode().addValidation(access::problems));
        inChina = CfnCondition.Builder.create(this, "InChina")
                .expression(Fn.conditionEquals(Aws.PARTITION, "aws-cn")).build();
        endpoint("Sts", InterfaceVpcEndpointAwsService.STS, props.access().map(EndpointAccess::sts));
        endpoint("SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
                props.access().map(EndpointAccess::secrets));
        endpoint("Lambda", InterfaceVpcEndpointAwsService.LAMBDA, props.access().map(EndpointAccess::lambda));
    }

    private void endpoint(String id, InterfaceVpcEndpointAwsService service,
            Optional<PolicyDocument> policy) {
        CfnVPCEndpoint endpoint = CfnVPCEndpoint.Builder.create(this, id)
                .serviceName(name(service)).vpcEndpointType("Interface")
                .privateDnsEnabled(true).vpcId(props.vpc()).subnetIds(props.subnets())
                .securityGroupIds(props.groups()).build();
        policy.ifPresent(endpoint::setPolicyDocument);
    }

    /** In China the names of some services begin otherwise; the CDK's table says which. */
    private String name(InterfaceVpcEndpointAwsService service) {
        String usual = "com.amazonaws." + Aws.REGION + "." + service.getShortName();
        String chinese = ((String) CHINA.resolve(service.getName())).replace(CHINESE_REGION, Aws.REGION);
        return chinese.equals(usual)
                ? usual
                : Token.asString(Fn.conditionIf(inChina.getLogicalId(), chinese, usual));
    }

    /**
     * @param access
     *            empty where the endpoints also serve other workloads and therefore have no policy
     */
    public record Props(String vpc, List<String> subnets, List<String> groups, Optional<EndpointAccess> access) {
        public Props {
            subnets = List.copyOf(subnets);
            groups = List.copyOf(groups);
        }

        public static Props restricted(String vpc, List<String> subnets, List<String> groups, EndpointAccess access) {
            return new Props(vpc, subnets, groups, Optional.of(access));
        }

        public static Props shared(String vpc, List<String> subnets, List<String> groups) {
            return new Props(vpc, subnets, groups, Optional.empty());
        }
    }
}
