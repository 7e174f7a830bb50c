package com.example;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Validations;

import io.github.rabbitlambda.constructs.ConnectivityCheck;

public final class OrdersApp {
    private OrdersApp() {}

    public static void main(String... arguments) {
        App app = new App();
        Environment environment = Environment.builder().account("123456789012").region("eu-central-1").build();
        new OrdersStack(app, "Orders", StackProps.builder().env(environment).build());
        Validations.of(app).addPlugins(new ConnectivityCheck());
        app.synth();
    }
}
