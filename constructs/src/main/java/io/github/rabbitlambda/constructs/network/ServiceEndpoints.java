package io.github.rabbitlambda.constructs.network;

import software.amazon.awscdk.services.iam.IGrantable;
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
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
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
    private final Optional<PolicyStatement> secret;

    public ServiceEndpoints(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        secret = props.readers().map(ServiceEndpoints::secret);
        secret.ifPresent(statement -> getNode().addValidation(() -> problems(statement)));
        inChina = CfnCondition.Builder.create(this, "InChina")
                .expression(Fn.conditionEquals(Aws.PARTITION, "aws-cn")).build();
        endpoint("Sts", InterfaceVpcEndpointAwsService.STS, props.readers().map(readers -> service("sts:AssumeRole")));
        endpoint("SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER, secret);
        endpoint("Lambda", InterfaceVpcEndpointAwsService.LAMBDA,
                props.readers().map(readers -> service("lambda:InvokeFunction")));
    }

    private void endpoint(String id, InterfaceVpcEndpointAwsService service,
            Optional<PolicyStatement> allowed) {
        CfnVPCEndpoint endpoint = CfnVPCEndpoint.Builder.create(this, id)
                .serviceName(name(service)).vpcEndpointType("Interface")
                .privateDnsEnabled(true).vpcId(props.vpc()).subnetIds(props.subnets())
                .securityGroupIds(props.groups()).build();
        allowed.ifPresent(statement -> endpoint.setPolicyDocument(
                PolicyDocument.Builder.create().statements(List.of(statement)).build()));
    }

    /** In China the names of some services begin otherwise; the CDK's table says which. */
    private String name(InterfaceVpcEndpointAwsService service) {
        String usual = "com.amazonaws." + Aws.REGION + "." + service.getShortName();
        String chinese = ((String) CHINA.resolve(service.getName())).replace(CHINESE_REGION, Aws.REGION);
        return chinese.equals(usual)
                ? usual
                : Token.asString(Fn.conditionIf(inChina.getLogicalId(), chinese, usual));
    }

    /** The guide requires Resource "*" for both services that Lambda calls as itself. */
    private static PolicyStatement service(String action) {
        return PolicyStatement.Builder.create().principals(List.of(new ServicePrincipal("lambda.amazonaws.com")))
                .actions(List.of(action)).resources(List.of("*")).build();
    }

    private static PolicyStatement secret(SecretReaders readers) {
        List<IPrincipal> principals = readers.roles().stream().map(IGrantable::getGrantPrincipal).toList();
        return PolicyStatement.Builder.create().principals(principals)
                .actions(List.of("secretsmanager:GetSecretValue")).resources(List.of(readers.secretArn()))
                .build();
    }

    private static List<String> problems(PolicyStatement statement) {
        return statement.getHasPrincipal()
                ? List.of()
                : List.of(
                        "restrictedTo must name a role that reads the secret, or admit must (given none): EC2 refuses an"
                                + " endpoint's policy without a principal");
    }

    /** Lets another role read the secret, where a policy restricts who may. */
    public void admit(IGrantable reader) {
        secret.ifPresent(statement -> statement.addPrincipals(reader.getGrantPrincipal()));
    }

    /**
     * @param readers
     *            empty where the endpoints also serve other workloads and therefore have no policy
     */
    public record Props(String vpc, List<String> subnets, List<String> groups, Optional<SecretReaders> readers) {
        public Props {
            subnets = List.copyOf(subnets);
            groups = List.copyOf(groups);
        }

        public static Props restricted(String vpc, List<String> subnets, List<String> groups, SecretReaders readers) {
            return new Props(vpc, subnets, groups, Optional.of(readers));
        }

        public static Props shared(String vpc, List<String> subnets, List<String> groups) {
            return new Props(vpc, subnets, groups, Optional.empty());
        }
    }
}
