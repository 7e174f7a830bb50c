package io.github.rabbitlambda.operations.broker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test gets a {@link RealBroker}, and the drill runs it on every version of RabbitMQ. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("rabbitmq")
@ExtendWith(RealBroker.Extension.class)
public @interface NeedsRealBroker {
}
