package com.example

import io.github.rabbitlambda.function.RabbitMqListener

class OrderListener : RabbitMqListener({ message, _ ->
    val tenant = message.headers().text("tenant").orElse("nobody")
    Orders.accept(tenant, message.body().text())
})
