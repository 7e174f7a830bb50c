package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How functions reach the services of the rehearsal. Services of AWS are at one address. Hosts of brokers and of Amazon
 * MQ keep their names and certificates; their ports are other ones, through a proxy for HTTPS and in the settings of a
 * function for AMQPS.
 */
public final class Network {
    private final Certificates certificates;
    private final Path hosts;
    private final Map<String, Integer> amqpsPorts = new ConcurrentHashMap<>();
    private final HttpsProxy proxy;
    private URI services = URI.create("http://127.0.0.1:1");
    private URI responses = services;

    public Network(Path directory, Certificates certificates, HttpsProxy proxy) {
        this.certificates = certificates;
        this.proxy = proxy;
        hosts = directory.resolve("hosts");
        writeHosts();
    }

    public void serve(URI servicesOfAws, URI answersToCloudFormation) {
        services = servicesOfAws;
        responses = answersToCloudFormation;
    }

    public void addBroker(String host, int amqps, int https) {
        amqpsPorts.put(host, amqps);
        proxy.route(host, https);
        writeHosts();
    }

    private void writeHosts() {
        StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
        amqpsPorts.keySet().forEach(host -> lines.append("127.0.0.1 ").append(host).append('\n'));
        try {
            Files.writeString(hosts, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI responses() {
        return responses;
    }

    /** A function's setting with the port at which a broker really listens. */
    public String translated(String value) {
        String translated = value;
        for (Map.Entry<String, Integer> broker : amqpsPorts.entrySet()) {
            translated = translated.replace(broker.getKey() + ":5671", broker.getKey() + ":" + broker.getValue());
        }
        return translated;
    }

    public Map<String, String> environment(String roleArn) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("AWS_REGION", Account.REGION);
        environment.put("AWS_DEFAULT_REGION", Account.REGION);
        environment.put("AWS_ACCESS_KEY_ID", accessKey(roleArn));
        environment.put("AWS_SECRET_ACCESS_KEY", "rehearsal");
        environment.put("AWS_ENDPOINT_URL", services.toString());
        environment.put("TZ", "UTC");
        return environment;
    }

    /** The access key of a role's credentials is the role's name, so that a service knows the caller. */
    public static String accessKey(String roleArn) {
        return Iam.nameOf(roleArn);
    }

    public List<String> javaOptions() {
        return List.of("-Djavax.net.ssl.trustStore=" + certificates.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + Certificates.PASSWORD, "-Djdk.net.hosts.file=" + hosts,
                "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + proxy.port());
    }
}
