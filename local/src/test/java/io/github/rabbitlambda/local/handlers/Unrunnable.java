package io.github.rabbitlambda.local.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** Handlers that can't run, each for a reason of its own; and some that can, against the first impression. */
public final class Unrunnable {
    /** All of them, without {@link Dependency}: an unshaded jar. */
    static final List<Class<?>> WITHOUT_DEPENDENCY = List.of(Unrunnable.class, Fine.class, NoHandler.class,
            Abstract.class, WithoutPublicConstructor.class, WithParameter.class, Inner.class, NotPublic.class,
            ThrowingConstructor.class, ThrowingInitialiser.class, WithoutSuperclass.class, WithoutParameterType.class,
            WithoutFieldType.class, NeedsClassInConstructor.class, NeedsClassInInitialiser.class,
            NeedsClassInInvocation.class, RawHandler.class);

    private Unrunnable() {}

    /** What the jar lacks. */
    public static class Dependency extends Fine {}

    public static class Fine implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            input.transferTo(output);
        }

        public void handle(List<String> batch, Context context) {}
    }

    public static class NoHandler {
        protected NoHandler() {}

        public static void handleStatically(InputStream input) {}

        public void handle(InputStream input, OutputStream output) {}

        public void handleTooMuch(InputStream input, OutputStream output, Context context, String more) {}
    }

    public abstract static class Abstract extends Fine {}

    public static final class WithoutPublicConstructor extends Fine {
        WithoutPublicConstructor() {}
    }

    public static final class WithParameter extends Fine {
        public WithParameter(String parameter) {}
    }

    public final class Inner extends Fine {}

    static final class NotPublic extends Fine {
        public NotPublic() {}
    }

    public static final class ThrowingConstructor extends Fine {
        public ThrowingConstructor() {
            throw new IllegalStateException("no database at start", new IOException("port 5432 is closed"));
        }
    }

    public static final class ThrowingInitialiser extends Fine {
        static final int NUMBER = Integer.parseInt("many");
    }

    public static final class WithoutSuperclass extends Dependency {}

    public static final class WithoutParameterType extends Fine {
        void use(Dependency dependency) {}
    }

    public static final class WithoutFieldType extends Fine {
        Dependency[] dependencies = {};
    }

    public static final class NeedsClassInConstructor extends Fine {
        public NeedsClassInConstructor() {
            new Dependency();
        }
    }

    public static final class NeedsClassInInitialiser extends Fine {
        static final Object DEPENDENCY = new Dependency();
    }

    public static final class NeedsClassInInvocation extends Fine {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            new Dependency().handleRequest(input, output, context);
        }
    }

    @SuppressWarnings("rawtypes")
    public static final class RawHandler implements RequestHandler {
        @Override
        public Object handleRequest(Object input, Context context) {
            return input;
        }
    }
}
