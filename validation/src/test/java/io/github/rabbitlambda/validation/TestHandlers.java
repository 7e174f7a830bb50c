package io.github.rabbitlambda.validation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;

/** Handlers in the forms that users write. */
public final class TestHandlers {
    private TestHandlers() {}

    public static class Base implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String input, Context context) {
            return input;
        }
    }

    public static class Derived extends Base {}

    public static final class Plain {
        public String handle(List<String> input, Context context) {
            return input.get(0);
        }

        public void tooMuch(String one, String two, String three, String four) {}

        public void enough(String one, String two, String three) {}

        void hidden(String input) {}
    }

    public static final class OnlyStatic {
        private OnlyStatic() {}

        public static void handle(String input) {}
    }

    public static final class Nothing {}

    public static final class UsesPlain extends Base {
        Plain[][] plain = {};
    }

    public abstract static class Abstract extends Base {}

    public interface Interface extends RequestHandler<String, String> {}

    public static final class ThroughInterface implements Interface {
        @Override
        public String handleRequest(String input, Context context) {
            return input;
        }
    }

    public final class Inner extends Base {}

    static final class NotPublic extends Base {
        public NotPublic() {}
    }

    public static final class WithContext extends Base {
        public WithContext(Context context) {}
    }

    public static final class PrivateConstructor extends Base {
        private PrivateConstructor() {}
    }
}
