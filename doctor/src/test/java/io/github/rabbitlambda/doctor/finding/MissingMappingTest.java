package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;

class MissingMappingTest {

    @Test
    void aMappingThatNobodyFindsIsNamed() {
        assertThat(Checks.ofNothing(Healthy.account().absent(Call.GET_EVENT_SOURCE_MAPPING).live())).singleElement()
                .satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo("D48");
                    assertThat(finding.level()).isEqualTo(Level.CAUSE);
                    assertThat(finding.fact())
                            .isEqualTo("There is no mapping " + Healthy.MAPPING + " in eu-central-1.");
                });
    }

    @Test
    void aMappingOfAnotherSourceIsNamed() {
        assertThat(Checks.ofNothing(Healthy.account()
                .mapping("EventSourceArn", "arn:aws:sqs:eu-central-1:123456789012:orders").live())).singleElement()
                .extracting(Finding::fact).isEqualTo(Healthy.MAPPING
                        + " in eu-central-1 reads arn:aws:sqs:eu-central-1:123456789012:orders, not Amazon MQ.");
    }

    @Test
    void aFunctionWithoutAMappingIsNamed() {
        Healthy account = Healthy.account().subject("invoices").without(Call.GET_EVENT_SOURCE_MAPPING)
                .change(Call.LIST_EVENT_SOURCE_MAPPINGS, list -> list.putArray("EventSourceMappings"));
        assertThat(Checks.ofNothing(account.live())).singleElement().extracting(Finding::fact)
                .isEqualTo("There is no mapping on Amazon MQ for invoices in eu-central-1.");
    }

    @Test
    void whatNobodyAskedForIsNotMissing() {
        assertThat(List.of(Healthy.account().without(Call.GET_EVENT_SOURCE_MAPPING),
                Healthy.account().subject("invoices").without(Call.LIST_EVENT_SOURCE_MAPPINGS)))
                .allSatisfy(account -> assertThat(Checks.ofNothing(account.live())).singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.level()).isEqualTo(Level.UNKNOWN);
                            assertThat(finding.fact()).startsWith("The snapshot has no answer of lambda:");
                        }));
    }

    @Test
    void whatCouldNotBeReadIsNotMissing() {
        Healthy account = Healthy.account().unread(Call.GET_EVENT_SOURCE_MAPPING, "AccessDeniedException");
        assertThat(Checks.ofNothing(account.live())).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.UNKNOWN);
            assertThat(finding.fact()).startsWith("lambda:GetEventSourceMapping could not be read");
        });
    }

    private static List<Finding> ofBroker(Healthy account) {
        JsonNode broker = account.live().brokers().getFirst();
        return Checks.ofBroker(account.live(), broker);
    }

    @Test
    void aBrokerThatNobodyReadsIsNamedWithItsOwnFaults() {
        List<Finding> findings = ofBroker(Healthy.account()
                .change(Call.LIST_EVENT_SOURCE_MAPPINGS, list -> list.putArray("EventSourceMappings"))
                .broker("BrokerState", "REBOOT_IN_PROGRESS"));
        assertThat(findings).extracting(Finding::id).containsExactly("D48", "D11");
        assertThat(findings.getFirst().fact())
                .isEqualTo("No mapping reads broker b-7c1d9e42-58a3-4f6b-8e20-1b3a5c7d9e0f.");
    }

    @Test
    void whetherAnybodyReadsABrokerIsUnknownWithoutTheList() {
        assertThat(ofBroker(Healthy.account().unread(Call.LIST_EVENT_SOURCE_MAPPINGS, "AccessDeniedException")))
                .extracting(Finding::id).containsExactly("D47");
    }
}
