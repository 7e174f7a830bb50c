package io.github.rabbitlambda.doctor.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.StringInputStream;

class LoginTest {
    private static final String PROFILES = """
            [profile keys]
            region = eu-west-3
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = example
            [profile nothing]
            [profile sso]
            sso_start_url = https://example.awsapps.com/start
            sso_region = eu-central-1
            sso_account_id = 123456789012
            sso_role_name = Reader
            [profile role]
            role_arn = arn:aws:iam::123456789012:role/reader
            source_profile = missing
            """;

    private static Login login(String profile) {
        return new Login(ProfileFile.builder().type(ProfileFile.Type.CONFIGURATION)
                .content(new StringInputStream(PROFILES)).build(), Optional.of(profile));
    }

    private static void refuses(ThrowingCallable call, String... sentence) {
        assertThatThrownBy(call).isInstanceOf(UnreadableAccount.class).message().contains(sentence)
                .doesNotContain("\n");
    }

    @Test
    void takesRegionAndCredentialsOfAProfile() {
        assertThat(login("keys").region(Optional.empty())).isEqualTo(Region.EU_WEST_3);
        assertThat(login("keys").credentials().resolveCredentials().accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void prefersTheRegionThatIsGiven() {
        assertThat(login("keys").region(Optional.of("eu-central-1"))).isEqualTo(Region.EU_CENTRAL_1);
    }

    @Test
    void refusesAProfileThatDoesNotExist() {
        refuses(() -> login("typo"), "--profile must be a profile of the AWS CLI (given typo);"
                + " aws configure list-profiles shows them");
    }

    @Test
    void saysThatAProfileGivesNoCredentials() {
        refuses(() -> login("nothing").credentials(),
                "the profile nothing gives no credentials; correct it or give another");
        refuses(() -> login("role").credentials(),
                "the profile role gives no credentials (", "source profile", "; correct it or give another");
    }

    /** No token was ever kept, or it has expired: both need the same command. */
    @Test
    void saysHowToLogInAgain() {
        refuses(() -> login("sso").credentials(),
                "the single sign-on has expired; log in with aws sso login --profile sso");
    }
}
