package io.github.rabbitlambda.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNameTest {
    private static final List<String> NAMES = List.of("brokerArn", "handler", "memorySize", "shards", "timeout",
            "vpcId",
            "vpcCidr", "functionJar");

    @ParameterizedTest
    @CsvSource({"brokerARN, brokerArn", "broker-arn, brokerArn", "handlr, handler", "handel, handler", "vpcID, vpcId",
            "vpcIds, vpcId", "shard, shards", "time_out, timeout", "timeoutt, timeout"})
    void findsTheNearestName(String given, String near) {
        assertThat(NearName.of(given, NAMES)).contains(near);
    }

    @ParameterizedTest
    @CsvSource({"hand", "sharxyz", "memory", "vpc", "hardest", "other"})
    void findsNothingFurtherAway(String given) {
        assertThat(NearName.of(given, NAMES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"memory, memorySize", "jar, functionJar", "cidr, vpcCidr", "vpc, vpcId", "hand, handler",
            "handlr, handler"})
    void findsTheShortestNameThatBeginsOrEndsAlike(String given, String near) {
        assertThat(NearName.ofPart(given, NAMES)).contains(near);
    }

    @Test
    void findsNoNameForTwoLetters() {
        assertThat(NearName.ofPart("id", NAMES)).isEmpty();
        assertThat(NearName.ofPart("zzz", NAMES)).isEmpty();
    }
}
