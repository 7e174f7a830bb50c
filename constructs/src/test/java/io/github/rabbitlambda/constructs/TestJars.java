package io.github.rabbitlambda.constructs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Jars that hold handlers of given names; those of the library are where the library looks for them. */
final class TestJars {
    static final String ORDERS = jar(Path.of("target", "test-jars", "orders.jar"), "com.example.OrderListener",
            "io.github.rabbitlambda.function.RabbitMqListener", "software.amazon.awssdk.services.sqs.SqsClient",
            "software.amazon.awssdk.services.s3.S3Client",
            "software.amazon.awssdk.services.dynamodb.DynamoDbClient");
    /** Without the clients of AWS, as docs/listener.md allows it. */
    static final String LEAN = jar(Path.of("target", "test-jars", "lean.jar"), "com.example.OrderListener",
            "io.github.rabbitlambda.function.RabbitMqListener");
    static final String FOREIGN = jar(Path.of("target", "test-jars", "foreign.jar"), "com.example.Handler");

    private TestJars() {}

    static void library() {
        jar(resources().resolve("operations.jar"), "io.github.rabbitlambda.operations.broker.BrokerTasks",
                "io.github.rabbitlambda.operations.replay.Replay");
        jar(resources().resolve("steps.jar"), "io.github.rabbitlambda.operations.Steps");
    }

    private static Path resources() {
        try {
            return Path.of(TestJars.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .resolve("io/github/rabbitlambda/constructs");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jar(Path jar, String... classes) {
        try {
            Files.createDirectories(jar.toAbsolutePath().getParent());
            try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
                for (String className : classes) {
                    JarEntry entry = new JarEntry(className.replace('.', '/') + ".class");
                    entry.setLastModifiedTime(FileTime.fromMillis(0));
                    out.putNextEntry(entry);
                    out.write(handler(className.replace('.', '/')));
                }
            }
            return jar.toAbsolutePath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A public class with a public constructor, which has its supertypes by their names only. */
    private static byte[] handler(String className) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V21, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, className, null, "java/lang/Object",
                new String[]{"com/amazonaws/services/lambda/runtime/RequestStreamHandler"});
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
