package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.SharedOperations;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.Verification;
import io.github.rabbitlambda.constructs.resource.DeploymentVerification;
import io.github.rabbitlambda.constructs.resource.StepAccess;
import software.constructs.Construct;

/**
 * The last step of a deployment: it fails, with the mapping's own message, unless within 15 minutes the mappings are enabled
 * without a problem and, with a probe, a marked message has left each queue.
 */
public final class MappingVerification extends Construct {
    private final DeploymentStep step;

    private MappingVerification(Construct scope, String id, Builder given) {
        super(scope, id);
        Steps steps = SharedOperations.of(this).steps();
        RabbitMqTopology topology = given.source.topology();
        RabbitMqEventSource.Bound bound = given.checked();
        step = new DeploymentVerification(this, steps, new DeploymentVerification.Props(given.mode, bound.source(),
                topology.tasks(), topology.queues())).step();
        step.getNode().addDependency(bound.source(), topology, topology.stepAccess(),
                StepAccess.onMappings(this, steps, bound.target(), false));
    }

    /** What was verified of the mappings, in words. */
    public String getResult() {
        return step.text("Result");
    }

    public static final class Builder {
        private final Construct scope;
        private final String id;
        private final RabbitMqEventSource source;
        private Verification mode = Verification.STATE;

        private Builder(Construct scope, String id, RabbitMqEventSource source) {
            this.scope = scope;
            this.id = id;
            this.source = source;
        }

        /** Of a source that was created of a topology and has been added to a function. */
        public static Builder create(Construct scope, String id, RabbitMqEventSource source) {
            return new Builder(scope, id, source);
        }

        /** Whether a marked message is sent, which only a {@link RabbitMqListener} drops; not by default. */
        public Builder probe(boolean sent) {
            mode = sent ? Verification.PROBE : Verification.STATE;
            return this;
        }

        private RabbitMqEventSource.Bound checked() {
            RabbitMqEventSource.Bound bound = source.bound();
            if (mode == Verification.PROBE && !bound.dropsProbes()) {
                throw Refusal.of("probe", "false", "true for " + bound.target().getNode().getPath(),
                        "this function would process it as a message; only a RabbitMqListener is known to drop it");
            }
            return bound;
        }

        /**
         * @throws Refusal
         *             if the source was created of no topology, or a probe would reach a function that is no
         *             {@link RabbitMqListener}
         * @throws IllegalStateException
         *             if the source has no function yet
         */
        public MappingVerification build() {
            return new MappingVerification(scope, id, this);
        }
    }
}
