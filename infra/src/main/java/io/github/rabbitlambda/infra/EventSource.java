package io.github.rabbitlambda.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterCriteriaProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.FilterProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.SourceAccessConfigurationProperty;
import software.constructs.Construct;

/**
 * A mapping for each queue, all to one alias of the listener. L1: the CDK's own EventSourceMapping knows no queues.
 */
final class EventSource extends Construct {
    private final Props props;
    private final Alias alias;
    private final List<CfnEventSourceMapping> mappings = new ArrayList<>();

    EventSource(Construct scope, Props props) {
        super(scope, "EventSource");
        this.props = props;
        alias = props.listener().alias("live" + suffix("-", settings()));
        props.queues().queues().forEach(this::map);
    }

    private void map(String queue) {
        String id = "Mapping" + (mappings.size() + 1) + suffix("", settings() + "|" + queue);
        CfnEventSourceMapping mapping = CfnEventSourceMapping.Builder.create(this, id)
                .functionName(alias.getFunctionArn()).eventSourceArn(props.broker().arn()).queues(List.of(queue))
                .sourceAccessConfigurations(access()).batchSize(props.options().batchSize()).enabled(true).build();
        props.options().batchWindow().ifPresent(mapping::setMaximumBatchingWindowInSeconds);
        if (!props.options().filters().isEmpty()) {
            mapping.setFilterCriteria(filters());
        }
        mappings.add(mapping);
    }

    /** Enabled is stated above: CloudFormation's drift detection sees a mapping that AWS disabled only then. */
    private List<SourceAccessConfigurationProperty> access() {
        List<SourceAccessConfigurationProperty> access = new ArrayList<>();
        access.add(access("BASIC_AUTH", props.credentials().arn()));
        if (props.queues().ownVirtualHost()) {
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
     * What can't be changed in a mapping goes into its logical id, so that a change makes another one, and into the name
     * of the alias, since a second mapping of the same function, broker and queue may be refused. VIRTUAL_HOST is
     * refused in any update, and a window can't be taken away again:
     * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
     */
    private String suffix(String separator, String all) {
        if (props.queues().ownVirtualHost()) {
            return separator + BrokerName.hash(all);
        }
        return props.options().batchWindow().map(any -> separator + "windowed").orElse("");
    }

    private String settings() {
        return Json.text(List.of(props.queues().virtualHost(), props.options().batchSize(),
                props.options().batchWindow().orElse(-1),
                props.options().filters().stream().map(Filter::pattern).toList()));
    }

    List<String> ids() {
        return mappings.stream().map(CfnEventSourceMapping::getRef).toList();
    }

    /** Changes with whatever has to be verified again. */
    String revision() {
        return String.join("-", BrokerName.hash(settings() + Json.text(props.queues().queues())), props.broker().id(),
                alias.getVersion().getVersion());
    }

    record Props(Listener listener, Broker broker, Credentials credentials, QueueOptions queues,
            MappingOptions options) {}
}
