package io.github.rabbitlambda.reachability.network;

/** The engines that Amazon MQ runs. */
public enum Engine {
    RABBITMQ("RabbitMQ", 5671), ACTIVEMQ("ActiveMQ", 61617);

    private final String title;
    private final int port;

    Engine(String title, int port) {
        this.title = title;
        this.port = port;
    }

    public String title() {
        return title;
    }

    /** The only port that a mapping uses: https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html */
    public int port() {
        return port;
    }
}
