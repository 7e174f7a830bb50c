package io.github.rabbitlambda.operations.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A password as RabbitMQ stores it, so that no request and no log of the broker holds the password itself: four random
 * bytes of salt, then SHA-512 of salt and password, in Base64.
 *
 * @see <a href="https://www.rabbitmq.com/docs/passwords#computing-password-hash">Credentials and passwords</a>
 */
record PasswordHash(String base64) {
    static final String ALGORITHM = "rabbit_password_hashing_sha512";
    private static final int SALT_BYTES = 4;

    static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salted(salt, password);
    }

    static PasswordHash salted(byte[] salt, String password) {
        byte[] digest = digest(salt, password.getBytes(StandardCharsets.UTF_8));
        byte[] all = new byte[salt.length + digest.length];
        System.arraycopy(salt, 0, all, 0, salt.length);
        System.arraycopy(digest, 0, all, salt.length, digest.length);
        return new PasswordHash(Base64.getEncoder().encodeToString(all));
    }

    private static byte[] digest(byte[] salt, byte[] password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(salt);
            return digest.digest(password);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("each JDK has SHA-512", impossible);
        }
    }
}
