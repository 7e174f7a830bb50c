package io.github.rabbitlambda.reachability.rule;

/**
 * What a mapping needs.
 *
 * @param id as findings and docs/reachability.md call the rule, such as R8
 * @param sentence what must hold
 * @param source the page that says so
 */
record Rule(String id, String sentence, String source) {
    static final String GUIDE = "https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html";
    static final String PARAMETERS = "https://docs.aws.amazon.com/lambda/latest/dg/services-mq-params.html";
    static final String BROKER = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html";
    static final String ENDPOINT = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html";
}
