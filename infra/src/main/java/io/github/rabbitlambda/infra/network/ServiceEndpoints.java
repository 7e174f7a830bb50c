package io.github.rabbitlambda.infra.network;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
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
final class ServiceEndpoints extends Construct {
    private final Props props;

    ServiceEndpoints(Construct scope, Props props) {
        super(scope, "Endpoints");
        this.props = props;
        endpoint("Sts", "sts", props.readers().map(readers -> service("sts:AssumeRole")));
        endpoint("SecretsManager", "secretsmanager", props.readers().map(ServiceEndpoints::secret));
        endpoint("Lambda", "lambda", props.readers().map(readers -> service("lambda:InvokeFunction")));
    }

    private void endpoint(String id, String service, Optional<PolicyStatement> allowed) {
        CfnVPCEndpoint endpoint = CfnVPCEndpoint.Builder.create(this, id)
                .serviceName("com.amazonaws." + Aws.REGION + "." + service).vpcEndpointType("Interface")
                .privateDnsEnabled(true).vpcId(props.vpc()).subnetIds(props.subnets())
                .securityGroupIds(props.groups()).build();
        allowed.ifPresent(statement -> endpoint.setPolicyDocument(
                PolicyDocument.Builder.create().statements(List.of(statement)).build()));
    }

    /** The guide requires Resource "*" for both services that Lambda calls as itself. */
    private static PolicyStatement service(String action) {
        return PolicyStatement.Builder.create().principals(List.of(new ServicePrincipal("lambda.amazonaws.com")))
                .actions(List.of(action)).resources(List.of("*")).build();
    }

    private static PolicyStatement secret(SecretReaders readers) {
        List<IPrincipal> principals = List.of(readers.listener().getGrantPrincipal(),
                readers.operations().getGrantPrincipal());
        return PolicyStatement.Builder.create().principals(principals)
                .actions(List.of("secretsmanager:GetSecretValue")).resources(List.of(readers.secretArn()))
                .build();
    }

    /**
     * @param readers
     *            empty where the endpoints also serve other workloads and therefore have no policy
     */
    record Props(String vpc, List<String> subnets, List<String> groups, Optional<SecretReaders> readers) {
        Props {
            subnets = List.copyOf(subnets);
            groups = List.copyOf(groups);
        }

        static Props restricted(String vpc, List<String> subnets, List<String> groups, SecretReaders readers) {
            return new Props(vpc, subnets, groups, Optional.of(readers));
        }

        static Props shared(String vpc, List<String> subnets, List<String> groups) {
            return new Props(vpc, subnets, groups, Optional.empty());
        }
    }
}
