package io.github.rabbitlambda.local.parking;

import java.lang.reflect.Field;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.RelaxedSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/**
 * ElasticMQ in this process, on a free port of the loopback interface. Its limits are relaxed, because its strict limit
 * of a message is the 256 KiB that SQS had until it raised it to 1 MiB.
 */
final class SqsServer implements AutoCloseable {
    /** Its own shutdown hook would stop it before the current batch is settled. */
    private static final Config CONFIGURATION = ConfigFactory.parseString("""
            pekko.jvm-shutdown-hooks = off
            pekko.daemonic = on
            pekko.loglevel = OFF
            pekko.stdout-loglevel = OFF
            pekko.loggers = []
            pekko.logging-filter = "org.apache.pekko.event.DefaultLoggingFilter"
            """);
    private static final int STOP_SECONDS = 5;

    private final ActorSystem actors;
    private final int port;

    private SqsServer(ActorSystem actors, int port) {
        this.actors = actors;
        this.port = port;
    }

    /**
     * Java 24 and newer print a warning to standard error when the first class uses sun.misc.Unsafe, which Pekko's does.
     * Its advice is for Pekko's maintainers, so this says that it was given. An older Java has neither field nor warning.
     */
    private static void useUnsafeQuietly() {
        try {
            Field isWarned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
            isWarned.setAccessible(true);
            isWarned.setBoolean(null, true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // then Java prints its warning
        }
    }

    /** Starts a server; it accepts connections when this returns. */
    static SqsServer start() {
        useUnsafeQuietly();
        ActorSystem actors = ActorSystem.create("failure-queue",
                CONFIGURATION.withFallback(ConfigFactory.load(SqsServer.class.getClassLoader())));
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors).withInterface("127.0.0.1")
                .withDynamicPort().withSQSLimits(RelaxedSQSLimits$.MODULE$).start();
        return new SqsServer(actors, server.waitUntilStarted().localAddress().getPort());
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        actors.terminate();
        try {
            actors.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // its threads are daemons: they end with the process
        }
    }
}
