package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.PlanOfTemplate.NoTerraformForm;
import io.github.rabbitlambda.reachability.PlanWriter.Attribute;
import io.github.rabbitlambda.reachability.PlanWriter.Block;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;

/** Policies of a template as Terraform has them. */
final class TerraformPolicies {
    private final PlanWriter out;
    private final TerraformExpressions expressions;
    private int documents;

    TerraformPolicies(PlanWriter out, TerraformExpressions expressions) {
        this.out = out;
        this.expressions = expressions;
    }

    /** JSON text; in a plan, a data source if a reference makes the text unknown. */
    Attribute policy(Tree document) {
        List<String> references = expressions.references(document);
        if (references.isEmpty() || out.isState()) {
            return Attribute.of(Tree.text(JsonText.of(expressions.known(document))));
        }
        String name = "document" + documents++;
        out.addData("aws_iam_policy_document", name, out.block().computed("json", "").blocks("statement", document
                .asMapping().entry("Statement").orElseThrow().asItems().stream().map(this::statement).toList()));
        return new Attribute(Tree.text(""), List.of("data.aws_iam_policy_document." + name + ".json",
                "data.aws_iam_policy_document." + name));
    }

    private Block statement(Tree statement) {
        Block block = out.block();
        statement.asMapping().entries().forEach((name, value) -> {
            switch (name) {
                case "Effect", "Sid" -> block.with(TerraformExpressions.snake(name), value);
                case "Action" -> block.with("actions", new Tree.Sequence(value.asItems()));
                case "NotAction" -> block.with("not_actions", new Tree.Sequence(value.asItems()));
                case "Resource" -> block.with("resources", expressions.attribute(new Tree.Sequence(value.asItems())));
                case "Principal" -> block.blocks("principals", principals(value));
                case "Condition" -> block.blocks("condition", conditions(value));
                default -> throw new NoTerraformForm("no statement with " + name + " is written here");
            }
        });
        return block;
    }

    private List<Block> principals(Tree principal) {
        return principal.asText().isPresent()
                ? List.of(out.block().with("type", "*").with("identifiers", List.of("*")))
                : principal.asMapping().entries().entrySet().stream()
                        .map(entry -> out.block().with("type", entry.getKey())
                                .with("identifiers",
                                        expressions.attribute(new Tree.Sequence(entry.getValue().asItems()))))
                        .toList();
    }

    private List<Block> conditions(Tree condition) {
        List<Block> blocks = new ArrayList<>();
        condition.asMapping().entries().forEach((test, keys) -> keys.asMapping().entries()
                .forEach((variable, values) -> blocks.add(out.block().with("test", test).with("variable", variable)
                        .with("values", expressions.attribute(new Tree.Sequence(values.asItems()))))));
        return blocks;
    }
}
