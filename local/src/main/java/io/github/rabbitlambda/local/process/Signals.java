package io.github.rabbitlambda.local.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * SIGINT and SIGTERM while the virtual machine already ends: Java ignores them then. It uses {@code sun.misc.Signal},
 * which every JDK has but javac warns of, by reflection.
 */
public final class Signals {
    private Signals() {}

    /** Runs the action with the signal's number at the next SIGINT or SIGTERM, if this virtual machine can do that. */
    public static void onNext(IntConsumer action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> {
                action.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
                return null;
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler}, invocation);
            for (String name : List.of("INT", "TERM")) {
                signal.getMethod("handle", signal, handler).invoke(null,
                        signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            return; // with -Xrs, for example: the run ends after its batch, as the first signal asks
        }
    }
}
