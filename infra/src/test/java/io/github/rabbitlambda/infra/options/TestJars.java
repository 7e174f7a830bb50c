package io.github.rabbitlambda.infra.options;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Jars that hold handlers of given names, the same bytes every time. */
public final class TestJars {
    public static final String SAMPLE = jar("examples", "io.github.rabbitlambda.examples.SampleListener",
            "io.github.rabbitlambda.function.RabbitMqListener");
    public static final String ORDERS = jar("orders", "com.example.OrderListener",
            "io.github.rabbitlambda.function.RabbitMqListener");
    public static final String FOREIGN = jar("foreign", "com.example.Handler");
    public static final String OPERATIONS = jar("operations", "io.github.rabbitlambda.operations.broker.BrokerTasks",
            "io.github.rabbitlambda.operations.replay.Replay");

    public static final String STEPS = jar("steps", "io.github.rabbitlambda.operations.Steps");

    private static final String OBJECT = "java/lang/Object";

    private TestJars() {}

    private static String jar(String name, String... classes) {
        try {
            Path jar = Path.of("target", "test-jars", name + ".jar").toAbsolutePath();
            Files.createDirectories(jar.getParent());
            try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
                for (String className : classes) {
                    out.putNextEntry(entry(className));
                    out.write(handler(className));
                }
            }
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A public class with a public constructor that implements RequestStreamHandler, if only by its name. */
    private static byte[] handler(String className) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V21, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, className.replace('.', '/'), null, OBJECT,
                new String[]{"com/amazonaws/services/lambda/runtime/RequestStreamHandler"});
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static JarEntry entry(String className) {
        JarEntry entry = new JarEntry(className.replace('.', '/') + ".class");
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        return entry;
    }
}
