package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerVersionTest {

    @ParameterizedTest
    @CsvSource({"3.10.8,false", "3.13.7,false", "4.0.5,false", "4.2.9,false", "4.3,true", "4.3.0,true", "4.3.6,true",
            "4.3.0-rc.1,true", "4.10.0,true", "5.0.0,true"})
    void delaysRetriesAndAppliesLimitsByPolicyFromFourThreeOn(String version, boolean expected) {
        assertThat(new BrokerVersion(version).delaysRetries()).isEqualTo(expected);
        assertThat(new BrokerVersion(version).appliesLimitsByPolicy()).isEqualTo(expected);
    }
}
