/** Tests against a real RabbitMQ node, real SQS and S3 servers, and recorded answers of the other services. */
@NullMarked
package io.github.rabbitlambda.operations;

import org.jspecify.annotations.NullMarked;
