package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Network interfaces that services make in subnets of the account. */
public record Interfaces(Things things) {
    public static final String TYPE = "AWS::EC2::NetworkInterface";

    public void create(String description, JsonNode subnets, JsonNode groups) {
        subnets.forEach(subnet -> {
            ObjectNode properties = Json.object("Description", description, "SubnetId", subnet.textValue(), "Status",
                    "in-use");
            properties.set("Groups", groups);
            things.put(TYPE, Account.newId("eni"), properties);
        });
    }

    public void move(String description, JsonNode network) {
        delete(description);
        create(description, network.path("SubnetIds"), network.path("SecurityGroupIds"));
    }

    public void delete(String description) {
        named(description).forEach(found -> things.remove(TYPE, found.id()));
    }

    public List<Thing> named(String description) {
        return all().stream().filter(found -> found.properties().get("Description").textValue().equals(description))
                .toList();
    }

    public List<Thing> all() {
        return things.ofType(TYPE);
    }
}
