package io.github.rabbitlambda.doctor.finding;

import static io.github.rabbitlambda.doctor.Healthy.account;
import static io.github.rabbitlambda.doctor.finding.Boundary.found;
import static io.github.rabbitlambda.doctor.finding.Boundary.notFound;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;

/** Interfaces and addresses, and the load of the broker, on both sides of a finding. */
class NetworkBoundariesTest {
    private static final double NONE = Double.NaN;
    private static final String PUBLIC = "PubliclyAccessible";

    static Stream<Boundary> boundaries() {
        return Stream.concat(networks(), loads());
    }

    private static Stream<Boundary> networks() {
        return Stream.of(
                notFound("no interface after 10 minutes", account().noInterfaces().mappingAge(Duration.ofMinutes(10)),
                        "D31"),
                found("a second later", account().noInterfaces().mappingAge(Duration.ofSeconds(601)), "D31",
                        Level.SUSPECT),
                found("no interface, and a consumer long ago",
                        account().noInterfaces().brokerMetric("ConsumerCount", 0, 0,
                                0, 1),
                        "D31", Level.CAUSE),
                found("no interface, and a consumer some minutes ago", account().noInterfaces()
                        .brokerMetric("ConsumerCount", 0, 0, 1, 0), "D31", Level.SUSPECT),
                notFound("no interface of a disabled mapping", account().noInterfaces().mapping("State", "Disabled"),
                        "D31"),
                notFound("no interface to a public broker", account().noInterfaces().broker(PUBLIC, true), "D31"),
                notFound("no interface to ActiveMQ", account().noInterfaces().broker("EngineType", "ACTIVEMQ"), "D31"),
                found("another spelling of RabbitMQ", account().noInterfaces().broker("EngineType", "RabbitMQ"), "D31",
                        Level.SUSPECT),
                notFound("nobody says whether it is private", account().noInterfaces().broker(PUBLIC, null), "D31"),
                notFound("interface of another mapping, same network", account().interfaces("Description",
                        "AWS Lambda VPC ENI-armq-123456789012-" + Healthy.OTHER_MAPPING), "D31"),
                found("interface of something else", account().interfaces("Description", "ELB app/web"), "D31",
                        Level.SUSPECT),
                notFound("interface of the mapping in a subnet that isn't the broker's any more",
                        account().interfaces("SubnetId", "subnet-0"), "D31"),
                found("interface of another mapping in another subnet",
                        account().interfaces("SubnetId", "subnet-0").interfaces("Description",
                                "AWS Lambda VPC ENI-armq-123456789012-" + Healthy.OTHER_MAPPING),
                        "D31", Level.SUSPECT),
                found("interface of another mapping with other groups",
                        account().broker("SecurityGroups", List.of("sg-0")).interfaces("Description",
                                "AWS Lambda VPC ENI-armq-123456789012-" + Healthy.OTHER_MAPPING),
                        "D31", Level.SUSPECT),
                notFound("interface of another mapping, broker that names no group",
                        account().broker("SecurityGroups", List.of()).interfaces("Description",
                                "AWS Lambda VPC ENI-armq-123456789012-" + Healthy.OTHER_MAPPING),
                        "D31"),
                notFound("interface associated", account().interfaces("Status", "associated"), "D32"),
                found("interface detaching", account().interfaces("Status", "detaching"), "D32", Level.SUSPECT),
                notFound("one address", account().freeAddresses(1), "D33"),
                found("no address and no interface", account().noInterfaces().freeAddresses(0), "D33", Level.SUSPECT));
    }

    private static Stream<Boundary> loads() {
        return Stream.of(
                found("memory at the limit", account().brokerMetric("RabbitMQMemUsed", 1_395_864_371), "D40",
                        Level.SUSPECT),
                notFound("a byte less", account().brokerMetric("RabbitMQMemUsed", 1_395_864_370), "D40"),
                notFound("memory unknown", account().brokerMetric("RabbitMQMemUsed"), "D40"),
                notFound("memory was at the limit", account().brokerMetric("RabbitMQMemUsed", 5, 1_395_864_371), "D40"),
                found("disk at the limit", account().brokerMetric("RabbitMQDiskFree", 2_000_000_000), "D41",
                        Level.SUSPECT),
                notFound("a byte more", account().brokerMetric("RabbitMQDiskFree", 2_000_000_001), "D41"),
                notFound("limit unknown", account().brokerMetric("RabbitMQDiskFreeLimit"), "D41"),
                found("99 per cent", account().brokerMetric("SystemCpuUtilization", 99), "D42", Level.SUSPECT),
                notFound("98.9 per cent", account().brokerMetric("SystemCpuUtilization", 98.9), "D42"),
                found("busy for 15 minutes", account().brokerMetric("SystemCpuUtilization", 100, 100, 100, 10), "D42",
                        Level.SUSPECT),
                notFound("memory at the limit 15 minutes ago",
                        account().brokerMetric("RabbitMQMemUsed", NONE, NONE, NONE, 1_395_864_371), "D40"),
                notFound("busy for 10 minutes", account().brokerMetric("SystemCpuUtilization", 100, 100, 50), "D42"));
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void aFindingBeginsAndEndsWhereItShould(Boundary boundary) {
        boundary.check();
    }
}
