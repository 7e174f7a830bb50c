package io.github.rabbitlambda.infra;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/** The shell commands that a stack prints. They run in bash, zsh and POSIX shells, and need the AWS CLI, version 2. */
record Commands(Stack stack) {

    /**
     * The AWS CLI gives up after a minute without an answer, and then invokes again while the first invocation runs: 0
     * makes it wait.
     * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html
     */
    String invoke(IFunction function, String payload) {
        return "aws lambda invoke --function-name " + function.getFunctionName()
                + " --cli-binary-format raw-in-base64-out --cli-read-timeout 0 --payload '" + payload + "'" + region()
                + " /dev/stdout";
    }

    /** Invokes until the answer says that it is done, or that nothing was put back, or until there is no answer. */
    String untilDone(IFunction function, String payload) {
        return "while a=$(" + invoke(function, payload) + "); printf '%s\\n' \"$a\";"
                + " case $a in *'\"done\":false'*) ;; *) false;; esac; do"
                + " case $a in *'\"replayed\":0,'*) echo 'Nothing was put back: read the failures above'; break;; esac;"
                + " done";
    }

    /** Enables or disables each mapping. */
    String update(List<String> mappings, String enabled) {
        return "for id in " + String.join(" ", mappings) + "; do aws lambda update-event-source-mapping --uuid $id "
                + enabled + " --query '[UUID,State]'" + region() + "; done";
    }

    /** Has Secrets Manager rotate each secret. */
    String rotate(List<ISecret> secrets) {
        return "for id in " + String.join(" ", secrets.stream().map(ISecret::getSecretArn).toList())
                + "; do aws secretsmanager rotate-secret --secret-id $id --query Name" + region() + "; done";
    }

    /** One command for all shards: one for each would exceed CloudFormation's 200 outputs of a stack. */
    String doctor(List<String> mappings) {
        String command = "java -jar doctor/target/doctor.jar %s" + region();
        return mappings.size() == 1
                ? command.formatted(mappings.getFirst())
                : "for id in " + String.join(" ", mappings) + "; do " + command.formatted("$id") + "; done";
    }

    String outputs() {
        return "aws cloudformation describe-stacks --stack-name " + stack.getStackName()
                + " --query 'Stacks[0].Outputs[].[OutputKey,OutputValue]' --output text" + region();
    }

    String region() {
        return " --region " + stack.getRegion();
    }
}
