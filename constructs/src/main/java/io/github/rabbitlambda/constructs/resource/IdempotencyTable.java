package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.kms.IKey;
import java.util.Optional;
import java.util.ArrayList;
import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The table with which the listener recognises messages that it has processed before.
 */
public final class IdempotencyTable extends Construct {
    private final Table table;

    public IdempotencyTable(Construct scope, Optional<IKey> encryptionKey) {
        super(scope, "SeenMessages");
        table = Table.Builder.create(this, "Table")
                .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
                .timeToLiveAttribute("expiry").billingMode(BillingMode.PAY_PER_REQUEST)
                .removalPolicy(RemovalPolicy.DESTROY)
                .encryptionKey(encryptionKey.orElse(null)).build();
        Removal.keepReplaced(table);
        Acknowledgements.add(table, "AwsSolutions-DDB3", "An entry lives for a day and is worth nothing afterwards.");
    }

    List<PolicyStatement> statements() {
        List<PolicyStatement> statements = new ArrayList<>(List.of(access()));
        Optional.ofNullable(table.getEncryptionKey()).ifPresent(key -> statements
                .add(FunctionRole.allow(List.of("kms:Decrypt", "kms:DescribeKey", "kms:CreateGrant"),
                        key.getKeyArn())));
        return statements;
    }

    private PolicyStatement access() {
        return FunctionRole.allow(List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"),
                table.getTableArn());
    }

    String name() {
        return table.getTableName();
    }
}
