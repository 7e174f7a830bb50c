package io.github.rabbitlambda.constructs.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * The secrets of a broker's users: of the administrator, with whom a deployment makes a consumer and a publisher; or of one user
 * that exists and does everything.
 *
 * @param broker
 *            the administrator's, or that of the user that exists
 * @param declared
 *            empty if the user exists
 */
public record UserSecrets(ISecret broker, Optional<DeclaredUsers> declared) {

    /** What mappings sign in with. */
    public ISecret consumer() {
        return declared.map(DeclaredUsers::consumer).orElse(broker);
    }

    /** What messages are published with. */
    public ISecret publisher() {
        return declared.map(DeclaredUsers::publisher).orElse(broker);
    }

    public List<ISecret> all() {
        return Stream.of(broker, consumer(), publisher()).distinct().toList();
    }

    /** All three, by the ids of their schedules. */
    public Map<String, ISecret> withAdministrator() {
        Map<String, ISecret> secrets = withoutAdministrator();
        secrets.put("Administrator", broker);
        return secrets;
    }

    /** Where the administrator's secret is somebody else's, who rotates it or does not. */
    public Map<String, ISecret> withoutAdministrator() {
        Map<String, ISecret> secrets = new TreeMap<>();
        declared.ifPresent(users -> {
            secrets.put("Consumer", users.consumer());
            secrets.put("Publisher", users.publisher());
        });
        return secrets;
    }

    /** ARNs of the keys that encrypt these secrets, if they have keys of their own. */
    static List<String> keys(Stream<ISecret> secrets) {
        return secrets.flatMap(secret -> Optional.ofNullable(secret.getEncryptionKey()).stream()).map(IKey::getKeyArn)
                .distinct()
                .toList();
    }
}
