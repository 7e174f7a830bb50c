package io.github.rabbitlambda.infra.options;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Jars that hold handlers of given names, the same bytes every time. */
public final class TestJars {
    private static final String OBJECT = "java/lang/Object";
    private static final String[] HANDLER = {"com/amazonaws/services/lambda/runtime/RequestStreamHandler"};
    public static final String SAMPLE = jar("examples", "io.github.rabbitlambda.examples.SampleListener",
            "io.github.rabbitlambda.function.RabbitMqListener", "software.amazon.awssdk.services.sqs.SqsClient",
            "software.amazon.awssdk.services.s3.S3Client",
            "software.amazon.awssdk.services.dynamodb.DynamoDbClient");
    public static final String ORDERS = jar("orders", "com.example.OrderListener",
            "io.github.rabbitlambda.function.RabbitMqListener", "software.amazon.awssdk.services.sqs.SqsClient",
            "software.amazon.awssdk.services.s3.S3Client",
            "software.amazon.awssdk.services.dynamodb.DynamoDbClient");
    public static final String FOREIGN = jar("foreign", "com.example.Handler");
    public static final String OPERATIONS = jar("operations", "io.github.rabbitlambda.operations.broker.BrokerTasks",
            "io.github.rabbitlambda.operations.replay.Replay");

    public static final String STEPS = jar("steps", "io.github.rabbitlambda.operations.Steps");

    /** Without a handler's interface: Orders and AbstractOrders with a method process. */
    public static final String PLAIN = plain();
    /** Of Java 26. */
    public static final String NEWER = jar("newer", Opcodes.V26, "com.example.OrderListener");

    private TestJars() {}

    private static String plain() {
        return write("plain", Map.of("com.example.Orders", plain("com/example/Orders", Opcodes.ACC_PUBLIC),
                "com.example.AbstractOrders",
                plain("com/example/AbstractOrders", Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT)));
    }

    private static byte[] plain(String className, int flags) {
        boolean isAbstract = (flags & Opcodes.ACC_ABSTRACT) != 0;
        return classFile(className, Opcodes.V21, flags, isAbstract ? HANDLER : new String[0], writer -> {
            MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "process", "(Ljava/lang/String;)V", null,
                    null);
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(0, 0);
        });
    }

    private static String jar(String name, String... classes) {
        return jar(name, Opcodes.V21, classes);
    }

    private static String jar(String name, int version, String... classes) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String className : classes) {
            files.put(className, classFile(className.replace('.', '/'), version, Opcodes.ACC_PUBLIC, HANDLER,
                    writer -> {}));
        }
        return write(name, files);
    }

    private static String write(String name, Map<String, byte[]> classes) {
        try {
            Path jar = Path.of("target", "test-jars", name + ".jar").toAbsolutePath();
            Files.createDirectories(jar.getParent());
            try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
                for (Map.Entry<String, byte[]> type : new TreeMap<>(classes).entrySet()) {
                    out.putNextEntry(entry(type.getKey()));
                    out.write(type.getValue());
                }
            }
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class with a public constructor, which has its supertypes by their names only. */
    private static byte[] classFile(String className, int version, int flags, String[] interfaces,
            Consumer<ClassWriter> members) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, flags | Opcodes.ACC_SUPER, className, null, OBJECT, interfaces);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        members.accept(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static JarEntry entry(String className) {
        JarEntry entry = new JarEntry(className.replace('.', '/') + ".class");
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        return entry;
    }
}
