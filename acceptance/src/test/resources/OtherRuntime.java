import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Another runtime client, in one file: refuses its first event and accepts the others. */
public final class OtherRuntime {
    public static void main(String[] arguments) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String root = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
        for (int number = 0;; number++) {
            HttpResponse<String> next = http.send(HttpRequest.newBuilder(URI.create(root + "next")).build(), HttpResponse.BodyHandlers.ofString());
            String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
            String kind = number == 0 ? "/error" : "/response";
            String answer = number == 0 ? "{\"errorType\":\"Other.Error\",\"errorMessage\":\"the first is refused\"}" : "null";
            http.send(HttpRequest.newBuilder(URI.create(root + id + kind)).POST(HttpRequest.BodyPublishers.ofString(answer)).build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
