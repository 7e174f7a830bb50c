package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.secretsmanager.ISecret;
import io.github.rabbitlambda.constructs.options.Filter;
import io.github.rabbitlambda.constructs.options.MappingOptions;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterCriteriaProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.SourceAccessConfigurationProperty;
import software.constructs.Construct;

/**
 * The mappings, one for each queue, which all invoke one function. L1, because the CDK's own
 * EventSourceMapping knows no queues.
 */
public final class EventSource extends Construct {
    private final Props props;
    private final MappingTarget.Resolved target;
    private final List<CfnEventSourceMapping> mappings = new ArrayList<>();

    public EventSource(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        target = props.target().resolve(aliasName());
        props.queues().queues().forEach(this::addMapping);
    }

    private void addMapping(String queue) {
        String id = "Mapping" + (mappings.size() + 1) + ShortHash.of(Json.text(List.of(queue, unchangeable())));
        CfnEventSourceMapping mapping = CfnEventSourceMapping.Builder.create(this, id)
                .functionName(target.functionArn()).eventSourceArn(props.broker().arn()).queues(List.of(queue))
                .sourceAccessConfigurations(access()).batchSize(props.options().batchSize())
                // stated, so that CloudFormation's drift detection notices a mapping that AWS disabled
                .enabled(true).build();
        props.options().batchWindow().ifPresent(mapping::setMaximumBatchingWindowInSeconds);
        if (!props.options().filters().isEmpty()) {
            mapping.setFilterCriteria(filters());
        }
        mappings.add(mapping);
    }

    private List<SourceAccessConfigurationProperty> access() {
        List<SourceAccessConfigurationProperty> access = new ArrayList<>();
        access.add(access("BASIC_AUTH", props.credentials().getSecretArn()));
        if (props.queues().hasOwnVirtualHost()) {
            access.add(access("VIRTUAL_HOST", props.queues().virtualHost()));
        }
        return access;
    }

    private static SourceAccessConfigurationProperty access(String type, String uri) {
        return SourceAccessConfigurationProperty.builder().type(type).uri(uri).build();
    }

    private FilterCriteriaProperty filters() {
        return FilterCriteriaProperty.builder().filters(props.options().filters().stream()
                .map(filter -> FilterProperty.builder().pattern(filter.pattern()).build()).toList()).build();
    }

    /**
     * What Lambda can't update, beside the queue. It refuses VIRTUAL_HOST in any update, so then nothing can be changed.
     * What an update leaves out keeps its former value, so a window and filters can't be removed. CloudFormation would
     * call an update of the queue a success, and Lambda would go on reading the old one, because its request has no such
     * field. Therefore all of it is part of a mapping's logical id: a change makes another mapping.
     * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
     */
    private String unchangeable() {
        if (props.queues().hasOwnVirtualHost()) {
            return ShortHash.of(settings());
        }
        String filtered = props.options().filters().isEmpty() ? "" : "filtered";
        return props.options().batchWindow().map(window -> "windowed" + filtered).orElse(filtered);
    }

    /** Lambda may refuse a second mapping of the same function, broker and queue, so another alias stands between. */
    private String aliasName() {
        return unchangeable().isEmpty() ? "live" : "live-" + unchangeable();
    }

    private String settings() {
        return Json.text(List.of(props.queues().virtualHost(), props.options().batchSize(),
                props.options().batchWindow().orElse(-1),
                props.options().filters().stream().map(Filter::pattern).toList(), secret()));
    }

    /** The path of a secret whose ARN only CloudFormation knows. */
    private String secret() {
        String arn = props.credentials().getSecretArn();
        return Token.isUnresolved(arn) ? props.credentials().getNode().getPath() : arn;
    }

    public List<String> ids() {
        return mappings.stream().map(CfnEventSourceMapping::getRef).toList();
    }

    /** Changes when anything changes that a deployment must verify. */
    public String revision() {
        return String.join("-", ShortHash.of(settings() + Json.text(props.queues().queues())), props.broker().id(),
                target.version());
    }

    /**
     * @param credentials
     *            of the user as whom the mappings sign in
     */
    public record Props(MappingTarget target, ConsumedBroker broker, ISecret credentials, QueueOptions queues,
            MappingOptions options) {}
}
