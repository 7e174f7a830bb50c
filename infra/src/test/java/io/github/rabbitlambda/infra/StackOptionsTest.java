package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account asks of every stack. */
class StackOptionsTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    // dev and prod stand side by side
    @Test
    void namesStacksForTheirStage() throws Exception {
        try (Stream<Path> files = Files.list(Synthesis.unchecked(Map.of("stage", "dev")).assembly())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".template.json")))
                    .containsExactlyInAnyOrderElementsOf(
                            StackNames.all().stream().map(name -> name + "-dev.template.json").toList());
        }
    }

    @Test
    void tellsBrokersOfTwoStagesApart() {
        Map<String, String> dev = Map.of("stage", "dev");
        Template template = Synthesis.unchecked(StackNames.PUBLIC, dev).stack(StackNames.PUBLIC + "-dev");
        assertThat(template.only("AWS::AmazonMQ::Broker").get("BrokerName").toString()).contains("-dev");
    }

    @Test
    void encryptsWithTheKeyWhatRests() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("kmsKeyArn", KEY, "idempotency", "true"));
        assertThat(template.only("AWS::AmazonMQ::Broker").get("EncryptionOptions").get("KmsKeyId").asText())
                .isEqualTo(KEY);
        assertThat(template.ofType("AWS::SecretsManager::Secret").values()).hasSize(3)
                .allSatisfy(secret -> assertThat(secret.get("Properties").get("KmsKeyId").asText()).isEqualTo(KEY));
        assertThat(template.only("AWS::SQS::Queue").get("KmsMasterKeyId").asText()).isEqualTo(KEY);
        assertThat(template.only("AWS::S3::Bucket").toString()).contains(KEY);
        assertThat(template.only("AWS::DynamoDB::Table").toString()).contains(KEY);
        assertThat(template.ofType("AWS::Logs::LogGroup").values())
                .allSatisfy(group -> assertThat(group.get("Properties").path("KmsKeyId").asText()).isEqualTo(KEY));
    }

    @Test
    void notifiesTheTopicOfEveryAlarm() {
        String topic = "arn:aws:sns:us-east-1:111122223333:alarms";
        assertThat(Synthesis.of(StackNames.PUBLIC, Map.of("alarmTopicArn", topic)).ofType("AWS::CloudWatch::Alarm")
                .values()).isNotEmpty().allSatisfy(
                        alarm -> assertThat(
                                alarm.get("Properties").get("AlarmActions").toString())
                                .isEqualTo("[\"" + topic + "\"]"));
    }

    @Test
    void limitsEveryRole() {
        String policy = "arn:aws:iam::111122223333:policy/boundary";
        assertThat(Synthesis.of(StackNames.ISOLATED, Map.of("permissionsBoundary", policy)).ofType("AWS::IAM::Role")
                .values()).isNotEmpty().allSatisfy(
                        role -> assertThat(
                                role.get("Properties").get("PermissionsBoundary").asText()).isEqualTo(policy));
    }

    @Test
    void tagsTheBroker() {
        JsonNode broker = Synthesis.of(StackNames.PUBLIC, Map.of("tags", "{\"team\":\"orders\"}"))
                .only("AWS::AmazonMQ::Broker");
        assertThat(broker.get("Tags").toString()).isEqualTo("[{\"Key\":\"team\",\"Value\":\"orders\"}]");
    }

    @Test
    void hasItsOwnAddresses() {
        Template template = Synthesis.of(StackNames.NAT, Map.of("vpcCidr", "192.168.7.0/24"));
        assertThat(template.only("AWS::EC2::VPC").get("CidrBlock").asText()).isEqualTo("192.168.7.0/24");
        assertThat(template.ofType("AWS::EC2::Subnet").values())
                .extracting(subnet -> subnet.get("Properties").get("CidrBlock").asText())
                .containsExactlyInAnyOrder("192.168.7.0/27", "192.168.7.128/27");
    }

    // only where they have no effect
    @ParameterizedTest
    @CsvSource({"vpcCidr,10.1.0.0/16," + StackNames.PUBLIC + ",it makes no VPC",
            "vpcCidr,10.1.0.0/16," + StackNames.DEFAULT_VPC + ",it makes no VPC",
            "availabilityZones,us-east-1a," + StackNames.PUBLIC + ",it makes no VPC",
            "availabilityZones,us-east-1a," + StackNames.DEFAULT_VPC + ",it makes no VPC",
            "existingEndpoints,true," + StackNames.NAT + ",only the default VPC may have endpoints already",
            "existingEndpoints,true," + StackNames.PUBLIC + ",only the default VPC may have endpoints already"})
    void refusesWhatAStackDoesNotObey(String option, String value, String stack, String reason) {
        assertThatThrownBy(() -> Synthesis.of(stack, Map.of(option, value))).hasMessageContaining(
                option + " must be left out in " + stack + " (given a value): " + reason);
    }
}
