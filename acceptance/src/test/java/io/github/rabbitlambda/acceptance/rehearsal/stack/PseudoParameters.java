package io.github.rabbitlambda.acceptance.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The pseudo parameters of a stack. */
record PseudoParameters(String stackName, String stackId) {

    JsonNode value(String name) {
        return switch (name) {
            case "AWS::NoValue" -> MissingNode.getInstance();
            case "AWS::AccountId" -> TextNode.valueOf(Account.ID);
            case "AWS::Region" -> TextNode.valueOf(Account.REGION);
            case "AWS::Partition" -> TextNode.valueOf("aws");
            case "AWS::URLSuffix" -> TextNode.valueOf("amazonaws.com");
            case "AWS::StackName" -> TextNode.valueOf(stackName);
            case "AWS::StackId" -> TextNode.valueOf(stackId);
            default -> throw new UnsupportedOperationException("the rehearsal must know the pseudo parameter " + name
                    + " (it doesn't): add it to PseudoParameters");
        };
    }
}
