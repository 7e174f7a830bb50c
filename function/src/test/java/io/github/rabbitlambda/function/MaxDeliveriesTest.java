package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.function.message.Events;

/**
 * A message that the broker has delivered too often is parked without another try, if that is set.
 */
class MaxDeliveriesTest extends BatchFixture {
    @ParameterizedTest
    @CsvSource({"x-delivery-count,2,false", "x-delivery-count,3,true", "x-acquired-count,2,false",
            "x-acquired-count,3,true"})
    void aMessageThatWasDeliveredTooOftenIsParkedIfThatIsSet(String header, int returns, boolean parked)
            throws IOException {
        TestListener listener = TestListener.with("LISTENER_MAX_DELIVERIES=3").handler(this::record);

        invoke(listener, Events.record("{\"messageId\":\"m0\",\"headers\":{\"" + header + "\":" + returns + "}}"));

        assertThat(handled.isEmpty()).isEqualTo(parked);
        assertThat(listener.parked).hasSize(parked ? 1 : 0).allSatisfy(failure -> {
            assertThat(failure.errorType()).isEqualTo("TooManyDeliveries");
            assertThat(failure.message()).isEqualTo(
                    "the message was delivered 4 times; LISTENER_MAX_DELIVERIES is 3");
        });
    }

    @Test
    void aRedeliveredMessageWithoutACountWasDeliveredTwice() throws IOException {
        TestListener listener = TestListener.with("LISTENER_MAX_DELIVERIES=2").handler(this::record);

        invoke(listener, redelivered(0));

        assertThat(handled).containsExactly("m0");
    }

    @Test
    void byDefaultAMessageMayBeDeliveredAnyNumberOfTimes() throws IOException {
        TestListener listener = TestListener.with().handler(this::record);

        invoke(listener, Events.record("{\"messageId\":\"m0\",\"headers\":{\"x-delivery-count\":1000000}}"));

        assertThat(handled).containsExactly("m0");
    }
}
