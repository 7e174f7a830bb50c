package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** What belongs together: topology, source, function, and what watches them. */
class MappingVerificationTest {
    private final Stack stack = new Stack(new App(), "Orders");
    private final IRabbitMqBroker broker = TestBrokers.broker(stack);
    private RabbitMqTopology topology;
    private RabbitMqEventSource source;

    @BeforeEach
    void declareQueues() {
        TestJars.library();
        topology = topology("Topology", "orders");
        source = RabbitMqEventSource.Builder.create(topology).build();
    }

    private RabbitMqTopology topology(String id, String queue) {
        return RabbitMqTopology.Builder.create(stack, id).broker(broker)
                .queues(RabbitMqQueues.Builder.create(queue).build()).build();
    }

    private MappingVerification.Builder verification() {
        return MappingVerification.Builder.create(stack, "Verification", source);
    }

    @Test
    void sendsAProbeToAListener() {
        RabbitMqListener.Builder.create(stack, "Listener").jar(TestJars.ORDERS).handler("com.example.OrderListener")
                .build().addEventSource(source);
        assertThat(verification().probe(true).build().getResult()).isNotEmpty();
    }

    @Test
    void aListenerHasOneSource() {
        RabbitMqListener listener = RabbitMqListener.Builder.create(stack, "Listener").jar(TestJars.ORDERS)
                .handler("com.example.OrderListener").build();
        listener.addEventSource(source);
        RabbitMqEventSource another = RabbitMqEventSource.Builder.create(topology).build();
        assertThatThrownBy(() -> listener.addEventSource(another)).isInstanceOf(IllegalStateException.class)
                .hasMessage("a listener must have one event source (given another for Orders/Listener): build another"
                        + " listener");
    }

    // another function would process the probe as a message
    @Test
    void refusesAProbeToAnotherFunction() {
        TestFunctions.node(stack, "Function").addEventSource(source);
        MappingVerification.Builder probing = verification().probe(true);
        assertThatThrownBy(probing::build).isInstanceOf(Refusal.class)
                .hasMessage("probe must be false (given true for Orders/Function): this function would process it as a"
                        + " message; only a RabbitMqListener is known to drop it");
    }

    @Test
    void verifiesTheStateOfAnyFunction() {
        TestFunctions.node(stack, "Function").addEventSource(source);
        assertThat(verification().build().getResult()).isNotEmpty();
    }

    // the queues of another topology say nothing of these mappings
    @Test
    void refusesAnObservationOfAnotherTopologyThanTheSourceReads() {
        TestFunctions.node(stack, "Function").addEventSource(source);
        RabbitMqTopology other = topology("Other", "invoices");
        String message = "topology must be the one that the source was created of (given Orders/Other): the source reads"
                + " the queues of Orders/Topology";
        QueueObservation observation = new QueueObservation(stack, "Observation", other);
        RabbitMqMonitoring.Builder monitoring = RabbitMqMonitoring.Builder.create(stack, "Monitoring", source)
                .observation(observation);
        assertThatThrownBy(monitoring::build).isInstanceOf(Refusal.class).hasMessage(message);
    }

    @Test
    void refusesASourceWithoutATopology() {
        source = RabbitMqEventSource.Builder.create(broker, RabbitMqQueues.Builder.create("orders").build()).build();
        TestFunctions.node(stack, "Function").addEventSource(source);
        assertThatThrownBy(() -> verification().build()).isInstanceOf(Refusal.class)
                .hasMessage("source must be created of a topology (given one of a broker and its queues): a function in"
                        + " the broker's network looks at the queues, and RabbitMqTopology has it; declare(false) leaves"
                        + " the queues as they are");
    }
}
