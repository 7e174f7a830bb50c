package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * What is known of a broker that exists. With a VPC it is private, and subnets and security groups are its own; without
 * one it is public.
 */
public final class RabbitMqBrokerAttributes {
    private final String brokerArn;
    private final String amqpsEndpoint;
    private final ISecret credentials;
    private final boolean isAdministrated;
    private final @Nullable String consoleUrl;
    private final @Nullable String engineVersion;
    private final @Nullable IVpc vpc;
    private final @Nullable SubnetSelection vpcSubnets;
    private final List<ISecurityGroup> securityGroups;

    private RabbitMqBrokerAttributes(Builder given) {
        brokerArn = matching("brokerArn", given.brokerArn, "arn:[a-z-]+:mq:[^:]+:\\d{12}:broker:[^:]+:b-[^:]+",
                "arn:aws:mq:REGION:ACCOUNT:broker:NAME:b-…");
        amqpsEndpoint = matching("amqpsEndpoint", given.amqpsEndpoint, "amqps://[^:/]+:5671",
                "amqps://HOST:5671 as Amazon MQ's console shows it");
        isAdministrated = given.administratorCredentials != null;
        credentials = isAdministrated
                ? Required.complete("administratorCredentials", given.administratorCredentials)
                : Required.complete("credentials", given.credentials);
        consoleUrl = given.consoleUrl;
        engineVersion = given.engineVersion;
        vpc = given.vpc;
        vpcSubnets = given.vpcSubnets;
        securityGroups = given.securityGroups;
        checkNetwork();
        checkEndpoint();
        if (isAdministrated && given.credentials != null) {
            throw Refusal.of("credentials", "left out", given.credentials.getSecretName(),
                    "administratorCredentials are given, with which a topology makes the user that consumes");
        }
    }

    /** The host begins with the broker's id: https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-rabbitmq.html */
    private void checkEndpoint() {
        String id = brokerArn.substring(brokerArn.lastIndexOf(':') + 1);
        if (!Token.isUnresolved(brokerArn) && !Token.isUnresolved(amqpsEndpoint)
                && !amqpsEndpoint.startsWith("amqps://" + id + ".")) {
            throw Refusal.of("amqpsEndpoint", "of broker " + id, amqpsEndpoint,
                    "the mapping reads that broker, and queues are declared at the endpoint");
        }
    }

    private void checkNetwork() {
        if (vpc == null && !(securityGroups.isEmpty() && vpcSubnets == null)) {
            throw Refusal.of("vpc", "given with vpcSubnets and securityGroups", "none",
                    "a broker without a VPC is public and has neither");
        }
        if (vpc != null && (securityGroups.isEmpty() || vpcSubnets == null)) {
            throw Refusal.of("vpcSubnets and securityGroups", "the broker's own", "not both",
                    "a mapping puts its network interfaces there");
        }
    }

    private static String matching(String name, @Nullable String text, String pattern, String form) {
        if (text == null || !Token.isUnresolved(text) && !text.matches(pattern)) {
            throw Refusal.of(name, form, text == null ? "none" : text, "nothing else names the broker");
        }
        return text;
    }

    String brokerArn() {
        return brokerArn;
    }

    String amqpsEndpoint() {
        return amqpsEndpoint;
    }

    ISecret credentials() {
        return credentials;
    }

    boolean isAdministrated() {
        return isAdministrated;
    }

    Optional<String> consoleUrl() {
        return Optional.ofNullable(consoleUrl);
    }

    Optional<String> engineVersion() {
        return Optional.ofNullable(engineVersion);
    }

    Optional<IVpc> vpc() {
        return Optional.ofNullable(vpc);
    }

    Optional<SubnetSelection> vpcSubnets() {
        return Optional.ofNullable(vpcSubnets);
    }

    List<ISecurityGroup> securityGroups() {
        return securityGroups;
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private @Nullable String brokerArn;
        private @Nullable String amqpsEndpoint;
        private @Nullable ISecret credentials;
        private @Nullable ISecret administratorCredentials;
        private @Nullable String consoleUrl;
        private @Nullable String engineVersion;
        private @Nullable IVpc vpc;
        private @Nullable SubnetSelection vpcSubnets;
        private List<ISecurityGroup> securityGroups = List.of();

        private Builder() {}

        public Builder brokerArn(String arn) {
            brokerArn = arn;
            return this;
        }

        /** Such as amqps://b-….mq.eu-west-1.on.aws:5671, of the broker in the ARN. */
        public Builder amqpsEndpoint(String endpoint) {
            amqpsEndpoint = endpoint;
            return this;
        }

        /**
         * Of a user that does everything: mappings sign in as this user, and a topology declares with it. With the keys
         * {@code username} and {@code password}, imported with its complete ARN; a secret with a key of its own with
         * that too ({@code Secret.fromSecretAttributes}), or the roles that read it are not allowed to decrypt it.
         */
        public Builder credentials(ISecret secret) {
            credentials = secret;
            return this;
        }

        /**
         * Of an administrator, instead of {@link #credentials}: a topology makes a consumer and a publisher of its own, and nobody
         * who consumes can read this secret. Imported in the same way.
         */
        public Builder administratorCredentials(ISecret secret) {
            administratorCredentials = secret;
            return this;
        }

        /** https://host of the endpoint by default. */
        public Builder consoleUrl(String url) {
            consoleUrl = url;
            return this;
        }

        /** Major and minor; without it, only what every version can is declared. */
        public Builder engineVersion(String version) {
            engineVersion = version;
            return this;
        }

        public Builder vpc(IVpc existing) {
            vpc = existing;
            return this;
        }

        /** The broker's own subnets. */
        public Builder vpcSubnets(SubnetSelection subnets) {
            vpcSubnets = subnets;
            return this;
        }

        /** The broker's own groups. Import them with {@code mutable(false)} if no rule may be added. */
        public Builder securityGroups(List<? extends ISecurityGroup> groups) {
            securityGroups = List.copyOf(groups);
            return this;
        }

        /**
         * @throws Refusal
         *             if something is missing or has another form
         */
        public RabbitMqBrokerAttributes build() {
            return new RabbitMqBrokerAttributes(this);
        }
    }
}
