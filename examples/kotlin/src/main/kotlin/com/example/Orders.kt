package com.example

import java.util.concurrent.CopyOnWriteArrayList

/** Stands for your own code. It keeps orders in memory, where yours would write to a table. */
internal object Orders {
    val accepted = CopyOnWriteArrayList<String>()

    fun accept(tenant: String, order: String) {
        require(order.isNotEmpty()) { "an order must not be empty" }
        accepted += "$tenant: $order"
    }
}
