package io.github.rabbitlambda.infra;

import static io.github.rabbitlambda.infra.ExistingOptions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.options.TestJars;
import io.github.rabbitlambda.infra.options.TestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** Stacks around a broker, a VPC or a function that exists already. */
class ExistingStacksTest {
    private static final String EXISTING = "ExistingRabbitMqInstanceStack";
    private static final String EXISTING_VPC = "PrivateRabbitMqInstanceExistingVpcStack";

    private static List<String> stacks(Map<String, String> options) throws IOException {
        try (Stream<Path> files = Files.list(Synthesis.unchecked(options).assembly())) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".template.json"))
                    .map(name -> name.replace(".template.json", "")).sorted().toList();
        }
    }

    // the five would make brokers that nobody asked for
    @Test
    void areTheOnlyOnesOfTheApp() throws IOException {
        assertThat(stacks(ExistingOptions.publicBroker())).containsExactly(EXISTING);
        assertThat(stacks(ExistingOptions.vpc())).containsExactly(EXISTING_VPC);
        assertThat(stacks(ExistingOptions.functionOnPublicBroker())).containsExactly(EXISTING);
        assertThat(stacks(ExistingOptions.functionInVpc())).containsExactly(EXISTING_VPC);
        App app = Synthesis.app(Map.of(), false);
        assertThatThrownBy(() -> RabbitLambda.addStack(app, StackNames.PUBLIC, TestOptions.of(ExistingOptions.vpc())))
                .hasMessage("the stack must be one of [" + EXISTING_VPC + "] (given " + StackNames.PUBLIC + ")");
    }

    @Test
    void readAnExistingBrokerAndMakeNone() {
        Template template = Synthesis.of(EXISTING, ExistingOptions.publicBroker());
        assertThat(template.ofType("AWS::AmazonMQ::Broker")).isEmpty();
        assertThat(template.ofType("AWS::SecretsManager::Secret")).isEmpty();
        assertThat(template.ofType("AWS::EC2::SecurityGroup")).isEmpty();
        JsonNode mapping = template.only("AWS::Lambda::EventSourceMapping");
        assertThat(mapping.get("EventSourceArn").asText()).isEqualTo(ExistingOptions.BROKER);
        assertThat(mapping.get("SourceAccessConfigurations").get(0).get("URI").asText())
                .isEqualTo("arn:aws:secretsmanager:us-east-1:111122223333:secret:broker-AbCdEf");
    }

    // functions that call the broker are in its subnets, in a group that the broker's lets in
    @Test
    void reachAPrivateBrokerFromItsSubnets() {
        Template template = Synthesis.of(EXISTING, ExistingOptions.privateBroker());
        assertThat(template.ofType("AWS::EC2::VPC")).isEmpty();
        assertThat(template.ofType("AWS::EC2::SecurityGroup")).hasSize(1);
        assertThat(template.ofType("AWS::EC2::SecurityGroupIngress").values()).allSatisfy(rule -> assertThat(
                rule.get("Properties").get("GroupId").asText()).isEqualTo("sg-0123456789abcdef0"))
                .extracting(rule -> rule.get("Properties").get("FromPort").asInt()).contains(5671, 443);
        assertThat(template.json().toString()).contains("\"SubnetIds\":[\"subnet-0123456789abcdef0\"]");
    }

    @Test
    void makeABrokerInAnExistingVpc() {
        Template template = Synthesis.of(EXISTING_VPC, ExistingOptions.vpc());
        JsonNode broker = template.only("AWS::AmazonMQ::Broker");
        assertThat(broker.get("SubnetIds").toString()).isEqualTo("[\"subnet-0123456789abcdef0\"]");
        assertThat(broker.get("PubliclyAccessible").asBoolean()).isFalse();
        assertThat(template.ofType("AWS::EC2::VPC")).isEmpty();
        assertThat(template.ofType("AWS::EC2::Subnet")).isEmpty();
        assertThat(template.ofType("AWS::EC2::SecurityGroup").values()).allSatisfy(group -> assertThat(
                group.get("Properties").get("VpcId").asText()).isEqualTo("vpc-0123456789abcdef0"));
    }

    @Test
    void invokeAnExistingFunctionOnAnExistingBroker() {
        Template template = Synthesis.of(EXISTING, ExistingOptions.functionOnPublicBroker());
        assertInvokesIt(template);
        assertThat(template.ofType("AWS::AmazonMQ::Broker")).isEmpty();
    }

    @Test
    void invokeAnExistingFunctionFromAnExistingVpc() {
        Template template = Synthesis.of(EXISTING_VPC, ExistingOptions.functionInVpc());
        assertInvokesIt(template);
        assertThat(template.ofType("AWS::AmazonMQ::Broker")).hasSize(1);
    }

    private static void assertInvokesIt(Template template) {
        assertThat(template.only("AWS::Lambda::EventSourceMapping").get("FunctionName").asText())
                .isEqualTo(ExistingOptions.FUNCTION);
        assertThat(template.ofType("AWS::SQS::Queue")).isEmpty();
        assertThat(template.ofType("AWS::Lambda::Alias")).isEmpty();
    }

    // a jar without our listener may park too; a failure queue that nothing can write to is paid for in vain
    @Test
    void letAnyJarPark() {
        Template template = Synthesis.of(EXISTING,
                with(ExistingOptions.foreignJar(), Map.of("environment", "{\"LISTENER_FAILURE_BUCKET\":\"mine\"}")));
        JsonNode variables = foreign(template).get("Environment").get("Variables");
        assertThat(variables.get("LISTENER_FAILURE_QUEUE_URL").get("Ref").asText())
                .isEqualTo(template.ofType("AWS::SQS::Queue").keySet().iterator().next());
        assertThat(variables.get("LISTENER_FAILURE_BUCKET").asText()).isEqualTo("mine");
        assertThat(roleOfForeign(template)).contains("sqs:SendMessage", "s3:PutObject");
    }

    @Test
    void letNoJarParkWithoutFailureQueue() {
        Template template = Synthesis.of(EXISTING,
                with(ExistingOptions.foreignJar(), Map.of("failureQueue", "false")));
        assertThat(foreign(template).has("Environment")).isFalse();
        assertThat(roleOfForeign(template)).doesNotContain("sqs:SendMessage", "s3:PutObject");
    }

    private static JsonNode foreign(Template template) {
        return template.ofType("AWS::Lambda::Function").values().stream().map(function -> function.get("Properties"))
                .filter(function -> function.get("Handler").asText().equals("com.example.Handler")).findFirst()
                .orElseThrow();
    }

    private static String roleOfForeign(Template template) {
        String role = foreign(template).get("Role").get("Fn::GetAtt").get(0).asText();
        return template.ofType("AWS::IAM::Role").get(role).toString();
    }

    // the key is for logs too, and around a broker and a function of others there is nothing else to encrypt
    @Test
    void encryptTheLogsOfOperations() {
        String key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        assertThat(Synthesis.of(EXISTING, with(ExistingOptions.functionOnPublicBroker(), Map.of("kmsKeyArn", key)))
                .only("AWS::Logs::LogGroup").get("KmsKeyId").asText()).isEqualTo(key);
        assertThat(Synthesis.of(EXISTING, ExistingOptions.functionOnPublicBroker()).only("AWS::Logs::LogGroup")
                .has("KmsKeyId")).isFalse();
    }

    @Test
    void runAnyJarOnAnExistingBroker() {
        Template foreign = Synthesis.of(EXISTING, with(ExistingOptions.foreignJar(), Map.of("failureQueue", "false")));
        assertThat(foreign.json().toString()).contains("\"Handler\":\"com.example.Handler\"");
        Template ours = Synthesis.of(EXISTING, with(ExistingOptions.publicBroker(),
                Map.of("functionJar", TestJars.ORDERS, "handler", "com.example.OrderListener")));
        assertThat(ours.json().toString()).contains("\"Handler\":\"com.example.OrderListener\"");
        assertThat(ours.only("Custom::Verification").get("Mode").asText()).isEqualTo("probe");
        assertThat(foreign.only("Custom::Verification").get("Mode").asText()).isEqualTo("state");
    }
}
