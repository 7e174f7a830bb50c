package io.github.rabbitlambda.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a class file declares. Names have slashes, as in the file.
 */
final class ClassOutline extends ClassVisitor {
    private static final String CONSTRUCTOR = "<init>";

    /** A method, without its code. */
    record Method(String name, String descriptor, int flags) {
        boolean isPublic() {
            return (flags & Opcodes.ACC_PUBLIC) != 0;
        }

        boolean isStatic() {
            return (flags & Opcodes.ACC_STATIC) != 0;
        }

        private boolean isBridge() {
            return (flags & Opcodes.ACC_BRIDGE) != 0;
        }

        int parameterCount() {
            return Type.getArgumentCount(descriptor);
        }
    }

    private final List<Method> methods = new ArrayList<>();
    private final Set<String> namedTypes = new LinkedHashSet<>();
    private final List<String> interfaces = new ArrayList<>();
    private String name = "";
    private @Nullable String superclass;
    private int flags;
    private boolean isMember;

    private ClassOutline() {
        super(Opcodes.ASM9);
    }

    static ClassOutline read(byte[] classFile) {
        ClassOutline outline = new ClassOutline();
        new ClassReader(classFile).accept(outline,
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return outline;
    }

    @Override
    public void visit(int version, int access, String className, @Nullable String signature,
            @Nullable String superName, String[] interfaceNames) {
        name = className;
        flags = access;
        superclass = superName;
        interfaces.addAll(List.of(interfaceNames));
    }

    /** A member class has its real modifiers, such as static, in this attribute only. */
    @Override
    public void visitInnerClass(String className, @Nullable String outerName, @Nullable String innerName, int access) {
        if (className.equals(name)) {
            flags = access;
            isMember = outerName != null;
        }
    }

    @Override
    public @Nullable MethodVisitor visitMethod(int access, String methodName, String descriptor,
            @Nullable String signature, String @Nullable [] exceptions) {
        methods.add(new Method(methodName, descriptor, access));
        nameType(Type.getReturnType(descriptor));
        List.of(Type.getArgumentTypes(descriptor)).forEach(this::nameType);
        return null;
    }

    @Override
    public @Nullable FieldVisitor visitField(int access, String fieldName, String descriptor,
            @Nullable String signature, @Nullable Object value) {
        nameType(Type.getType(descriptor));
        return null;
    }

    private void nameType(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            namedTypes.add(element.getInternalName());
        }
    }

    Optional<String> superclass() {
        return Optional.ofNullable(superclass);
    }

    /** The superclass, except Object, and the interfaces. */
    List<String> supertypes() {
        List<String> supertypes = new ArrayList<>();
        if (superclass != null && !superclass.equals("java/lang/Object")) {
            supertypes.add(superclass);
        }
        supertypes.addAll(interfaces);
        return supertypes;
    }

    /** The types of fields, parameters and results: what the virtual machine loads to look at the class. */
    Collection<String> namedTypes() {
        return namedTypes;
    }

    List<Method> publicMethods() {
        return methods.stream().filter(method -> method.isPublic() && !method.isBridge()
                && !method.name().startsWith("<")).toList();
    }

    boolean isConstructible() {
        return methods.stream().anyMatch(method -> method.name().equals(CONSTRUCTOR) && method.isPublic()
                && method.parameterCount() == 0);
    }

    boolean isPublic() {
        return (flags & Opcodes.ACC_PUBLIC) != 0;
    }

    boolean isAbstract() {
        return (flags & Opcodes.ACC_ABSTRACT) != 0;
    }

    /** Whether an object of it needs one of the class around it. */
    boolean isInner() {
        return isMember && (flags & Opcodes.ACC_STATIC) == 0;
    }
}
