package io.github.rabbitlambda.local.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGINT while the virtual machine already ends: Java ignores it then. It uses {@code sun.misc.Signal}, which every JDK
 * has but javac warns of, by reflection.
 */
public final class Signals {
    private Signals() {}

    /**
     * Runs the action at the next SIGINT, if this virtual machine can do that. SIGTERM does not count: Maven sends it
     * after the terminal has sent the first SIGINT to both.
     */
    public static void onNextInterrupt(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> {
                action.run();
                return null;
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler}, invocation);
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance("INT"), proxy);
        } catch (ReflectiveOperationException e) {
            return; // with -Xrs, for example: the run ends after its batch, as the first signal asks
        }
    }
}
