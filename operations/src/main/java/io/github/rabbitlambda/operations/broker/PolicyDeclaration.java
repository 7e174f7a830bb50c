package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.http.client.domain.PolicyInfo;
import io.github.rabbitlambda.operations.OperationFailedException;
import java.util.List;

/**
 * Declares a {@link QueuePolicy}. RabbitMQ applies one policy to a queue, the one of the highest priority. So another
 * policy that reaches one of the queues has to hold the same settings; it keeps the higher priority, because ours would
 * switch off what else it sets. Otherwise the declaration fails, and nothing is changed.
 */
final class PolicyDeclaration {
    private static final int PRIORITY = 1;
    private final ManagementApi api;
    private final String virtualHost;
    private final QueuePolicy wanted;

    PolicyDeclaration(ManagementApi api, String virtualHost, QueuePolicy wanted) {
        this.api = api;
        this.virtualHost = virtualHost;
        this.wanted = wanted;
    }

    void declare() {
        List<PolicyInfo> others = api
                .call("read the policies", client -> client.getPolicies(virtualHost)).stream()
                .filter(policy -> !wanted.sharedWith(policy).isEmpty()).toList();
        others.forEach(this::check);
        int priority = others.stream().mapToInt(policy -> policy.getPriority() - 1).reduce(PRIORITY, Math::min);
        api.call("declare the policy " + wanted.name(), client -> {
            client.declarePolicy(virtualHost, wanted.name(), wanted.withPriority(priority));
            return true;
        });
    }

    private void check(PolicyInfo other) {
        List<String> missing = wanted.missingIn(other);
        if (!missing.isEmpty()) {
            throw new OperationFailedException(
                    ("The policy %s in virtual host %s applies to the queue %s, and RabbitMQ applies only one to a queue: "
                            + "set %s in it too, or change its pattern so that it leaves the queue out, and deploy again")
                            .formatted(other.getName(), virtualHost, wanted.sharedWith(other).getFirst(),
                                    String.join(", ", missing)));
        }
    }
}
