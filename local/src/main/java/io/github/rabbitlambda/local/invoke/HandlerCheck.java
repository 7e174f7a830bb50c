package io.github.rabbitlambda.local.invoke;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/**
 * Whether Lambda's runtime client can run a handler. That client reports most of these problems with the first
 * invocation, which is too late: a batch would be consumed. The check loads and links the class in the function's own
 * process, but runs none of its code: the runtime client initialises and constructs it afterwards, once.
 *
 * <p>What can't be seen without running code: a class that only the code of a method needs.
 */
final class HandlerCheck {
    private static final int MOST_PARAMETERS = 3;
    private static final int LISTED_METHODS = 5;
    private static final String HANDLER_METHOD = "handleRequest";

    private final Class<?> type;
    private final String className;

    private HandlerCheck(Class<?> type) {
        this.type = type;
        this.className = type.getName();
    }

    /** Why the runtime client can't run the handler, and what to do; empty if nothing speaks against it. */
    static Optional<String> problem(String handler, ClassLoader loader) {
        int colons = handler.lastIndexOf("::");
        String className = colons < 0 ? handler : handler.substring(0, colons);
        try {
            HandlerCheck check = new HandlerCheck(Class.forName(className, false, loader));
            check.resolveMembers(loader);
            return colons < 0
                    ? check.interfaceProblem().or(check::constructorProblem)
                    : check.methodProblem(handler.substring(colons + 2));
        } catch (ClassNotFoundException e) {
            return Optional.of("the function's jar has no class " + className);
        } catch (LinkageError e) {
            return MissingClass.sentence(e.toString())
                    .or(() -> Optional.of("class %s can't be loaded: %s".formatted(className, e)));
        }
    }

    /** Throws a {@link NoClassDefFoundError} if a class is missing that a method, a field or a constructor names. */
    private void resolveMembers(ClassLoader loader) {
        for (Class<?> current = type; current != null
                && current.getClassLoader() == loader; current = current.getSuperclass()) {
            current.getDeclaredMethods();
            current.getDeclaredFields();
            current.getDeclaredConstructors();
        }
    }

    private Optional<String> interfaceProblem() {
        return implementsHandler()
                ? Optional.empty()
                : Optional.of(
                        "class %s is no handler: it must implement RequestStreamHandler or RequestHandler, or the handler must name one of its methods (%s::method)"
                                .formatted(className, className));
    }

    private boolean implementsHandler() {
        return RequestStreamHandler.class.isAssignableFrom(type) || RequestHandler.class.isAssignableFrom(type);
    }

    /** A handler's other methods are no entry points: a listener's handle(Batch, Context), for example. */
    private Optional<String> methodProblem(String name) {
        if (implementsHandler() && !name.equals(HANDLER_METHOD)) {
            return Optional.of("leave ::%s out: the class is a handler itself".formatted(name));
        }
        List<Method> named = ownMethods().filter(method -> method.getName().equals(name)).toList();
        if (named.isEmpty()) {
            return Optional.of("class %s has no public method %s; it has %s".formatted(className,
                    name.isEmpty() ? "without a name" : name, methodList()));
        }
        if (named.stream().allMatch(method -> method.getParameterCount() > MOST_PARAMETERS)) {
            return Optional.of("method %s of class %s has more than %d parameters: Lambda calls none such"
                    .formatted(name, className, MOST_PARAMETERS));
        }
        return named.stream().allMatch(method -> Modifier.isStatic(method.getModifiers()))
                ? Optional.empty()
                : constructorProblem();
    }

    private Stream<Method> ownMethods() {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge());
    }

    private String methodList() {
        List<String> methods = ownMethods().map(HandlerCheck::signature).distinct().sorted().toList();
        if (methods.isEmpty()) {
            return "no public methods";
        }
        return methods.stream().limit(LISTED_METHODS).collect(Collectors.joining(", "))
                + (methods.size() > LISTED_METHODS ? ", …" : "");
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    private Optional<String> constructorProblem() {
        if (Modifier.isAbstract(type.getModifiers())) {
            return Optional.of("class %s is abstract: the handler must name a class that can be constructed"
                    .formatted(className));
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            return Optional.of("class %s is an inner class: make it static".formatted(className));
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return Optional.of("class %s is not public: Lambda constructs public classes only".formatted(className));
        }
        boolean isConstructible = Arrays.stream(type.getConstructors())
                .anyMatch(constructor -> constructor.getParameterCount() == 0);
        return isConstructible
                ? Optional.empty()
                : Optional.of("class %s has no public constructor without parameters: Lambda needs one"
                        .formatted(className));
    }
}
