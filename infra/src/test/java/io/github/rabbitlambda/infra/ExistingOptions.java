package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.options.TestJars;
import java.util.Map;
import java.util.TreeMap;

/** Options that name what exists already. */
final class ExistingOptions {
    static final String BROKER = "arn:aws:mq:us-east-1:111122223333:broker:orders:b-1234a5b6-78cd-901e-2fa3-b45c6d178190";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:orders:live";

    private ExistingOptions() {}

    static Map<String, String> publicBroker() {
        return Map.of("brokerArn", BROKER, "brokerEndpoint",
                "amqps://b-1234a5b6-78cd-901e-2fa3-b45c6d178190.mq.us-east-1.amazonaws.com:5671", "brokerSecretArn",
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:broker-AbCdEf", "engineVersion", "4.2");
    }

    /** A broker whose administrator makes users. */
    static Map<String, String> administratedBroker() {
        Map<String, String> options = with(publicBroker(), Map.of());
        options.put("brokerAdministratorSecretArn", options.remove("brokerSecretArn"));
        return options;
    }

    static Map<String, String> privateBroker() {
        return with(publicBroker(), Map.of("vpcId", "vpc-0123456789abcdef0", "brokerSubnets",
                "subnet-0123456789abcdef0", "brokerSecurityGroups", "sg-0123456789abcdef0"));
    }

    static Map<String, String> vpc() {
        return Map.of("vpcId", "vpc-0123456789abcdef0", "subnetIds", "subnet-0123456789abcdef0");
    }

    static Map<String, String> functionOnPublicBroker() {
        return with(publicBroker(), Map.of("functionArn", FUNCTION));
    }

    static Map<String, String> functionInVpc() {
        return with(vpc(), Map.of("functionArn", FUNCTION));
    }

    static Map<String, String> foreignJar() {
        return with(privateBroker(), Map.of("functionJar", TestJars.FOREIGN, "handler", "com.example.Handler"));
    }

    static Map<String, String> with(Map<String, String> options, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(options);
        all.putAll(more);
        return all;
    }
}
