package io.github.rabbitlambda.constructs;

import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.IConstruct;

/**
 * A broker of Amazon MQ for RabbitMQ: a new one ({@link RabbitMqBroker.Builder}) or one that exists
 * ({@link RabbitMqBroker#fromAttributes}).
 */
public sealed interface IRabbitMqBroker extends IConstruct, IConnectable permits BrokerBase {
    String getBrokerArn();

    /** Such as b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9. */
    String getBrokerId();

    String getBrokerName();

    /** amqps://host:5671. */
    String getAmqpsEndpoint();

    /** https://host, of RabbitMQ's management and its API. */
    String getConsoleUrl();

    /**
     * A secret with the keys {@code username} and {@code password}: of the administrator, or of the one user that an imported
     * broker was given ({@link RabbitMqBrokerAttributes.Builder#credentials}).
     */
    ISecret getCredentials();

    /** Major and minor, such as 4.3, if it is known. */
    Optional<String> getEngineVersion();

    /** Whether it is in a VPC, so that a mapping needs network interfaces there. */
    boolean isInVpc();

    /** Allows mq:DescribeBroker. */
    Grant grantDescribe(IGrantable grantee);

    /**
     * Allows what Lambda needs of a function's role to read queues: to describe the broker, to read the secret, and, in a
     * VPC, to make network interfaces. The secret is that of the one user that the broker was given. Where the credentials are
     * the administrator's, a topology makes the user that consumes: {@link RabbitMqTopology#grantConsume}.
     *
     * @throws IllegalStateException
     *             if the broker's credentials are its administrator's
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html">Lambda guide</a>
     */
    Grant grantConsume(IGrantable grantee);

    /** The maximum of a metric of AWS/AmazonMQ with the dimension Broker, in five minutes. */
    Metric metric(String name);
}
